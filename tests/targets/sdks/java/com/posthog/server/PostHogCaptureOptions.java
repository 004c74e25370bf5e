package com.posthog.server;

import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** As in posthog-server/src/main/java/com/posthog/server/PostHogCaptureOptions.kt at 8c270a06. */
public final class PostHogCaptureOptions {
  private final Builder held;

  private PostHogCaptureOptions(Builder held) {
    this.held = held;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String toString() {
    return held.properties + " " + held.timestamp;
  }

  public static final class Builder {
    private Map<String, ?> properties;
    private Long timestamp;

    public Builder properties(Map<String, ?> properties) {
      this.properties = properties;
      return this;
    }

    public Builder timestamp(Date date) {
      return timestamp(date.getTime());
    }

    public Builder timestamp(long epochMillis) {
      timestamp = epochMillis;
      return this;
    }

    public Builder timestamp(Instant instant) {
      return timestamp(instant.toEpochMilli());
    }

    public PostHogCaptureOptions build() {
      return new PostHogCaptureOptions(this);
    }
  }
}
