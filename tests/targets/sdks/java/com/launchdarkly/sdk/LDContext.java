package com.launchdarkly.sdk;

/** What is used of launchdarkly/java-sdk-common, src/main/java/com/launchdarkly/sdk/LDContext.java. */
public final class LDContext {
  private final String told;

  LDContext(String told) {
    this.told = told;
  }

  public static LDContext create(String key) {
    return new LDContext("user " + key);
  }

  public static ContextBuilder builder(String key) {
    return new ContextBuilder(key);
  }

  @Override
  public String toString() {
    return told;
  }
}
