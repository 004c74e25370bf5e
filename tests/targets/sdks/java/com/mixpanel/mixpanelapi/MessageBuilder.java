package com.mixpanel.mixpanelapi;

import org.json.JSONObject;

/**
 * What is used of mixpanel-java 1 (mixpanel/mixpanel-java,
 * src/main/java/com/mixpanel/mixpanelapi/MessageBuilder.java at 003f8b2a). A time among the
 * properties of an event stays.
 */
public class MessageBuilder {
  public JSONObject event(String distinctId, String eventName, JSONObject properties) {
    return new JSONObject().put("event", eventName).put("distinct_id", distinctId).put("properties", properties);
  }

  public JSONObject set(String distinctId, JSONObject properties) {
    return new JSONObject().put("distinct_id", distinctId).put("$set", properties);
  }

  public JSONObject groupSet(String groupKey, String groupId, JSONObject properties) {
    return new JSONObject().put(groupKey, groupId).put("$set", properties);
  }
}
