package com.launchdarkly.sdk;

import java.util.StringJoiner;

/** What is used of launchdarkly/java-sdk-common, src/main/java/com/launchdarkly/sdk/ObjectBuilder.java. */
public final class ObjectBuilder {
  private final StringJoiner made = new StringJoiner(", ", "{", "}");

  public ObjectBuilder put(String key, LDValue value) {
    made.add('"' + key + "\": " + value);
    return this;
  }

  public LDValue build() {
    return new LDValue(made.toString());
  }
}
