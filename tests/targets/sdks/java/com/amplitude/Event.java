package com.amplitude;

import org.json.JSONObject;

/** As in src/main/java/com/amplitude/Event.java at cf3bcf45. */
public class Event {
  public String eventType;
  public String userId;
  public String deviceId;
  public long timestamp;
  public String insertId = "theirs";
  public JSONObject eventProperties;
  public JSONObject userProperties;
  public JSONObject groups;
  public JSONObject groupProperties;
  public Plan plan;

  public Event(String eventType, String userId) {
    this(eventType, userId, null);
  }

  public Event(String eventType, String userId, String deviceId) {
    if (userId == null && deviceId == null) {
      throw new IllegalArgumentException("Event must have one defined userId and/or deviceId");
    }
    this.eventType = eventType;
    this.userId = userId;
    this.deviceId = deviceId;
  }

  @Override
  public String toString() {
    String who = eventType + " " + userId + " " + deviceId + " " + timestamp + " " + insertId + " " + plan;
    return who + " " + eventProperties + " " + userProperties + " " + groups + " " + groupProperties;
  }
}
