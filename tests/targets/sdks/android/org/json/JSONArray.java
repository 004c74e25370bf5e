package org.json;

import java.util.ArrayList;
import java.util.List;

/** As Android has it (aosp-mirror/platform_libcore, json/src/main/java/org/json/JSONArray.java). */
public class JSONArray {
  private final List<Object> held = new ArrayList<>();

  public JSONArray put(boolean value) {
    return put((Object) value);
  }

  public JSONArray put(double value) {
    return put((Object) value);
  }

  public JSONArray put(int value) {
    return put((Object) value);
  }

  public JSONArray put(long value) {
    return put((Object) value);
  }

  public JSONArray put(Object value) {
    held.add(value);
    return this;
  }

  @Override
  public String toString() {
    return held.toString();
  }
}
