package com.segment.analytics.messages;

import java.util.Map;

public abstract class PageMessage implements Message {
  public static Builder builder(String name) {
    return new Builder();
  }

  public static class Builder extends MessageBuilder<PageMessage, Builder> {
    public Builder properties(Map<String, ?> properties) {
      return this;
    }
  }
}
