package com.mixpanel.android.mpmetrics;

import java.util.List;
import java.util.Map;
import org.json.JSONObject;
import sdk.Told;

/**
 * What is used of mixpanel-android 8 (mixpanel/mixpanel-android,
 * src/main/java/com/mixpanel/android/mpmetrics/MixpanelAPI.java). Properties of an event may override time, distinct_id,
 * $device_id and $user_id there; those that are null are not sent.
 */
public class MixpanelAPI {
  public void track(String eventName, JSONObject properties) {
    Told.tell("track", eventName, properties);
  }

  public void track(String eventName) {
    track(eventName, null);
  }

  public void identify(String distinctId) {
    identify(distinctId, true);
  }

  public void identify(String distinctId, boolean usePeople) {
    Told.tell("identify", distinctId, usePeople);
  }

  public void setGroup(String groupKey, Object groupID) {
    Told.tell("setGroup", groupKey, groupID);
  }

  public void setGroup(String groupKey, List<Object> groupIDs) {
    Told.tell("setGroup", groupKey, groupIDs);
  }

  public People getPeople() {
    return new People() {
      @Override
      public void set(String propertyName, Object value) {
        Told.tell("people.set", propertyName, value);
      }

      @Override
      public void setMap(Map<String, Object> properties) {
        Told.tell("people.setMap", properties);
      }

      @Override
      public void set(JSONObject properties) {
        Told.tell("people.set", properties);
      }
    };
  }

  public Group getGroup(String groupKey, Object groupID) {
    return new Group() {
      @Override
      public void set(String propertyName, Object value) {
        Told.tell("group.set", groupKey, groupID, propertyName, value);
      }

      @Override
      public void set(JSONObject properties) {
        Told.tell("group.set", groupKey, groupID, properties);
      }
    };
  }

  public interface People {
    void set(String propertyName, Object value);

    void setMap(Map<String, Object> properties);

    void set(JSONObject properties);
  }

  public interface Group {
    void set(String propertyName, Object value);

    void set(JSONObject properties);
  }
}
