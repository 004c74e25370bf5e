package com.segment.analytics;

import com.segment.analytics.messages.MessageBuilder;

public class Analytics {
  @SuppressWarnings("rawtypes")
  public void enqueue(MessageBuilder builder) {}
}
