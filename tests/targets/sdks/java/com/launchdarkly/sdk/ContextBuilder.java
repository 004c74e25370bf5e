package com.launchdarkly.sdk;

/** What is used of launchdarkly/java-sdk-common, src/main/java/com/launchdarkly/sdk/ContextBuilder.java. */
public final class ContextBuilder {
  private final String key;
  private boolean anonymous;

  ContextBuilder(String key) {
    this.key = key;
  }

  public ContextBuilder anonymous(boolean anonymous) {
    this.anonymous = anonymous;
    return this;
  }

  public LDContext build() {
    return new LDContext((anonymous ? "anonymous " : "user ") + key);
  }
}
