package com.segment.analytics.messages;

import java.util.Map;

public abstract class TrackMessage implements Message {
  public static Builder builder(String event) {
    return new Builder(event);
  }

  public static class Builder extends MessageBuilder<TrackMessage, Builder> {
    private Builder(String event) {
      super("track");
      with("event", event);
    }

    public Builder properties(Map<String, ?> properties) {
      return with("properties", properties);
    }
  }
}
