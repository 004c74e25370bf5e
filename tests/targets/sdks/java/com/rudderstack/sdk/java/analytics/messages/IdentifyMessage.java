package com.rudderstack.sdk.java.analytics.messages;

import java.util.Map;

public abstract class IdentifyMessage implements Message {
  public static Builder builder() {
    return new Builder();
  }

  public static class Builder extends MessageBuilder<IdentifyMessage, Builder> {
    private Builder() {
      super("identify");
    }

    public Builder traits(Map<String, ?> traits) {
      return with("traits", traits);
    }
  }
}
