package com.segment.analytics.messages;

import java.util.Map;

public abstract class GroupMessage implements Message {
  public static Builder builder(String groupId) {
    return new Builder();
  }

  public static class Builder extends MessageBuilder<GroupMessage, Builder> {
    public Builder traits(Map<String, ?> traits) {
      return this;
    }
  }
}
