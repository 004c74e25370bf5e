package com.snowplowanalytics.snowplow.tracker.events;

public interface Event {}
