package com.segment.analytics;

import com.segment.analytics.messages.MessageBuilder;
import sdk.Told;

/** What is used of analytics-java 3 (segmentio/analytics-java, analytics-core: messages/MessageBuilder.java at 154f4961). */
public class Analytics {
  @SuppressWarnings("rawtypes")
  public void enqueue(MessageBuilder builder) {
    Told.tell("enqueue", builder.build());
  }
}
