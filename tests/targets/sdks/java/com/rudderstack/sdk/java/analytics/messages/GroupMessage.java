package com.rudderstack.sdk.java.analytics.messages;

import java.util.Map;

public abstract class GroupMessage implements Message {
  public static Builder builder(String groupId) {
    return new Builder(groupId);
  }

  public static class Builder extends MessageBuilder<GroupMessage, Builder> {
    private Builder(String groupId) {
      super("group");
      with("groupId", groupId);
    }

    public Builder traits(Map<String, ?> traits) {
      return with("traits", traits);
    }
  }
}
