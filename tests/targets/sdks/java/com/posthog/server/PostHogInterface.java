package com.posthog.server;

import java.util.Map;
import java.util.Objects;
import sdk.Told;

/**
 * What is used of posthog-server 2 (PostHog/posthog-android,
 * posthog-server/src/main/java/com/posthog/server/PostHogInterface.kt at 02e1505c, which is in Kotlin:
 * it takes no null for a person).
 */
public interface PostHogInterface {
  default void identify(String distinctId, Map<String, ?> userProperties) {
    Told.tell("identify", Objects.requireNonNull(distinctId), userProperties);
  }

  default void group(String distinctId, String type, String key, Map<String, ?> groupProperties) {
    Told.tell("group", Objects.requireNonNull(distinctId), type, key, groupProperties);
  }

  default void capture(String distinctId, String event, PostHogCaptureOptions options) {
    Told.tell("capture", Objects.requireNonNull(distinctId), event, options);
  }
}
