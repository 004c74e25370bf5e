package com.launchdarkly.sdk;

/** What is used of launchdarkly/java-sdk-common, src/main/java/com/launchdarkly/sdk/LDValue.java. */
public class LDValue {
  private final String json;

  LDValue(String json) {
    this.json = json;
  }

  public static LDValue of(String value) {
    return new LDValue('"' + value + '"');
  }

  public static LDValue of(boolean value) {
    return new LDValue(String.valueOf(value));
  }

  public static LDValue of(double value) {
    return new LDValue(String.valueOf(value));
  }

  public static LDValue ofNull() {
    return new LDValue("null");
  }

  public static ObjectBuilder buildObject() {
    return new ObjectBuilder();
  }

  public static ArrayBuilder buildArray() {
    return new ArrayBuilder();
  }

  @Override
  public String toString() {
    return json;
  }
}
