package com.launchdarkly.sdk.server.interfaces;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.LDValue;
import sdk.Told;

/**
 * What is used of launchdarkly/java-core,
 * lib/sdk/server/src/main/java/com/launchdarkly/sdk/server/interfaces/LDClientInterface.java (7).
 */
public interface LDClientInterface {
  default void trackData(String eventName, LDContext context, LDValue data) {
    Told.tell("trackData", eventName, context, data);
  }

  default void trackMetric(String eventName, LDContext context, LDValue data, double metricValue) {
    Told.tell("trackMetric", eventName, context, data, metricValue);
  }
}
