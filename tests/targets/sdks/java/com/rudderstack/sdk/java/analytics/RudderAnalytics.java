package com.rudderstack.sdk.java.analytics;

import com.rudderstack.sdk.java.analytics.messages.MessageBuilder;
import sdk.Told;

/** What is used of rudder-sdk-java 3 (rudderlabs/rudder-sdk-java, analytics-core: messages/MessageBuilder.java at a3d10823). */
public class RudderAnalytics {
  @SuppressWarnings("rawtypes")
  public void enqueue(MessageBuilder builder) {
    Told.tell("enqueue", builder.build());
  }
}
