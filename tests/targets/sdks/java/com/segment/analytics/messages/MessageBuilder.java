package com.segment.analytics.messages;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** As the SDK has it: it takes no empty text, no null inside where Guava is at hand, and wants a person. */
@SuppressWarnings({"rawtypes", "unchecked"})
public abstract class MessageBuilder<T extends Message, V extends MessageBuilder> {
  final Map<String, Object> held = new LinkedHashMap<>();

  MessageBuilder(String type) {
    held.put("type", type);
  }

  V with(String name, Object value) {
    if (value == null || value.equals("")) {
      throw new IllegalArgumentException(name + " cannot be null or empty.");
    }
    if (value instanceof Map<?, ?> map && map.containsValue(null)) {
      throw new NullPointerException("null value in " + name);
    }
    held.put(name, value);
    return (V) this;
  }

  /** Deprecated there. */
  public V messageId(UUID messageId) {
    return with("messageId", messageId);
  }

  public V messageId(String messageId) {
    return with("messageId", messageId);
  }

  public V timestamp(Date timestamp) {
    return with("timestamp", timestamp.getTime());
  }

  public V context(Map<String, ?> context) {
    return with("context", context);
  }

  /** Deprecated there. */
  public V anonymousId(UUID anonymousId) {
    return with("anonymousId", anonymousId);
  }

  public V anonymousId(String anonymousId) {
    return with("anonymousId", anonymousId);
  }

  public V userId(String userId) {
    return with("userId", userId);
  }

  public Object build() {
    if (!held.containsKey("userId") && !held.containsKey("anonymousId")) {
      throw new IllegalStateException("Either anonymousId or userId must be provided.");
    }
    return held;
  }
}
