package com.logrocket.core;

import java.util.Arrays;

/**
 * What is used of LogRocket's SDK for Android, as docs.logrocket.com/reference/android-capture-events has it, and as its SDK for
 * React Native calls it (with arrays of Double, Boolean and String).
 */
public class CustomEventBuilder {
  private final StringBuilder told;

  public CustomEventBuilder(String name) {
    told = new StringBuilder(name);
  }

  public CustomEventBuilder put(String key, Double... values) {
    told.append(", ").append(key).append("=").append(Arrays.toString(values));
    return this;
  }

  public CustomEventBuilder put(String key, Boolean... values) {
    told.append(", ").append(key).append("=").append(Arrays.toString(values));
    return this;
  }

  public CustomEventBuilder put(String key, String... values) {
    told.append(", ").append(key).append("=").append(Arrays.toString(values));
    return this;
  }

  @Override
  public String toString() {
    return told.toString();
  }
}
