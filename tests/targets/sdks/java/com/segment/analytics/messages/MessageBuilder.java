package com.segment.analytics.messages;

import java.util.Date;
import java.util.Map;

@SuppressWarnings({"rawtypes", "unchecked"})
public abstract class MessageBuilder<T extends Message, V extends MessageBuilder> {
  public V messageId(String messageId) {
    return (V) this;
  }

  public V timestamp(Date timestamp) {
    return (V) this;
  }

  public V context(Map<String, ?> context) {
    return (V) this;
  }

  public V anonymousId(String anonymousId) {
    return (V) this;
  }

  public V userId(String userId) {
    return (V) this;
  }
}
