package com.launchdarkly.sdk.android;

import com.launchdarkly.sdk.LDValue;
import sdk.Told;

/**
 * What is used of launchdarkly/android-client-sdk,
 * launchdarkly-android-client-sdk/src/main/java/com/launchdarkly/sdk/android/LDClientInterface.java at 04215340.
 */
public interface LDClientInterface {
  default void trackMetric(String eventName, LDValue data, double metricValue) {
    Told.tell("trackMetric", eventName, data, metricValue);
  }

  default void trackData(String eventName, LDValue data) {
    Told.tell("trackData", eventName, data);
  }
}
