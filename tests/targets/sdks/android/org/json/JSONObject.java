package org.json;

import java.util.LinkedHashMap;
import java.util.Map;

/** As Android has it (aosp-mirror/platform_libcore, json/src/main/java/org/json/JSONObject.java). */
public class JSONObject {
  public static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };
  private final Map<String, Object> held = new LinkedHashMap<>();

  public JSONObject put(String name, boolean value) {
    return put(name, (Object) value);
  }

  public JSONObject put(String name, double value) {
    return put(name, (Object) value);
  }

  public JSONObject put(String name, int value) {
    return put(name, (Object) value);
  }

  public JSONObject put(String name, long value) {
    return put(name, (Object) value);
  }

  public JSONObject put(String name, Object value) {
    if (value instanceof Double && !Double.isFinite((Double) value)) {
      throw new IllegalArgumentException("Forbidden numeric value: " + value);
    }
    held.put(name, value);
    return this;
  }

  @Override
  public String toString() {
    return held.toString();
  }
}
