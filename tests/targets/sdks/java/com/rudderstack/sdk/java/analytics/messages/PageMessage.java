package com.rudderstack.sdk.java.analytics.messages;

import java.util.Map;

public abstract class PageMessage implements Message {
  public static Builder builder(String name) {
    return new Builder(name);
  }

  public static class Builder extends MessageBuilder<PageMessage, Builder> {
    private Builder(String name) {
      super("page");
      with("name", name);
    }

    public Builder properties(Map<String, ?> properties) {
      return with("properties", properties);
    }
  }
}
