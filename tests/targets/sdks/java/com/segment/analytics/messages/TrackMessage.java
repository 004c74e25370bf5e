package com.segment.analytics.messages;

import java.util.Map;

public abstract class TrackMessage implements Message {
  public static Builder builder(String event) {
    return new Builder();
  }

  public static class Builder extends MessageBuilder<TrackMessage, Builder> {
    public Builder properties(Map<String, ?> properties) {
      return this;
    }
  }
}
