package com.snowplowanalytics.snowplow.tracker;

/** As in src/main/java/com/snowplowanalytics/snowplow/tracker/Subject.java. */
public class Subject {
  private String userId;
  private String networkUserId;

  public void setUserId(String userId) {
    this.userId = userId;
  }

  public void setNetworkUserId(String networkUserId) {
    this.networkUserId = networkUserId;
  }

  @Override
  public String toString() {
    return userId + " " + networkUserId;
  }
}
