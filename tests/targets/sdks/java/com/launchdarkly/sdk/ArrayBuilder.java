package com.launchdarkly.sdk;

import java.util.StringJoiner;

/** What is used of launchdarkly/java-sdk-common, src/main/java/com/launchdarkly/sdk/ArrayBuilder.java. */
public final class ArrayBuilder {
  private final StringJoiner made = new StringJoiner(", ", "[", "]");

  public ArrayBuilder add(LDValue value) {
    made.add(value.toString());
    return this;
  }

  public LDValue build() {
    return new LDValue(made.toString());
  }
}
