package com.snowplowanalytics.snowplow.tracker.payload;

/** As in src/main/java/com/snowplowanalytics/snowplow/tracker/payload/SelfDescribingJson.java. */
public class SelfDescribingJson {
  private final String told;

  public SelfDescribingJson(String schema, SelfDescribingJson data) {
    this(schema, (Object) data);
  }

  public SelfDescribingJson(String schema, Object data) {
    told = schema + " " + data;
  }

  @Override
  public String toString() {
    return told;
  }
}
