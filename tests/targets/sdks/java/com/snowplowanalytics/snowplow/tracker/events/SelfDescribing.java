package com.snowplowanalytics.snowplow.tracker.events;

import com.snowplowanalytics.snowplow.tracker.payload.SelfDescribingJson;

/** As in src/main/java/com/snowplowanalytics/snowplow/tracker/events/SelfDescribing.java at 43b9734b. */
public class SelfDescribing extends AbstractEvent {
  private final String told;

  protected SelfDescribing(Builder<?> builder) {
    told = builder.eventData + " " + builder.context + " " + builder.trueTimestamp + " " + builder.subject;
  }

  public static Builder<?> builder() {
    return new Builder2();
  }

  @Override
  public String toString() {
    return told;
  }

  public abstract static class Builder<T extends Builder<T>> extends AbstractEvent.Builder<T> {
    private SelfDescribingJson eventData;

    public T eventData(SelfDescribingJson selfDescribingJson) {
      this.eventData = selfDescribingJson;
      return self();
    }

    public SelfDescribing build() {
      return new SelfDescribing(this);
    }
  }

  private static class Builder2 extends Builder<Builder2> {
    @Override
    protected Builder2 self() {
      return this;
    }
  }
}
