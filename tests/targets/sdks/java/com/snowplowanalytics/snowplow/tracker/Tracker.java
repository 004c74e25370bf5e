package com.snowplowanalytics.snowplow.tracker;

import com.snowplowanalytics.snowplow.tracker.events.Event;
import java.util.List;
import sdk.Told;

/**
 * What is used of snowplow-java-tracker 2 (snowplow/snowplow-java-tracker,
 * src/main/java/com/snowplowanalytics/snowplow/tracker/Tracker.java).
 */
public class Tracker {
  public List<String> track(Event event) {
    Told.tell("track", event);
    return List.of();
  }
}
