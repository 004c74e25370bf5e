package com.segment.analytics.messages;

import java.util.Map;

public abstract class ScreenMessage implements Message {
  public static Builder builder(String name) {
    return new Builder(name);
  }

  public static class Builder extends MessageBuilder<ScreenMessage, Builder> {
    private Builder(String name) {
      super("screen");
      with("name", name);
    }

    public Builder properties(Map<String, ?> properties) {
      return with("properties", properties);
    }
  }
}
