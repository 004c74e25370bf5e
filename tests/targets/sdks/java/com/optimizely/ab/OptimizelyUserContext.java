package com.optimizely.ab;

import java.util.Map;
import java.util.Objects;
import sdk.Told;

/**
 * What is used of optimizely/java-sdk,
 * core-api/src/main/java/com/optimizely/ab/OptimizelyUserContext.java at 03e89914: it takes no null for tags.
 */
public class OptimizelyUserContext {
  private final String userId;

  OptimizelyUserContext(String userId) {
    this.userId = Objects.requireNonNull(userId);
  }

  public void trackEvent(String eventName, Map<String, ?> eventTags) {
    Told.tell("trackEvent", userId, Objects.requireNonNull(eventName), Objects.requireNonNull(eventTags));
  }
}
