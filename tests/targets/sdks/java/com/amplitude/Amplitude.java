package com.amplitude;

import sdk.Told;

/** What is used of Amplitude-Java 1 (amplitude/Amplitude-Java, src/main/java/com/amplitude/Amplitude.java). */
public class Amplitude {
  public void logEvent(Event event) {
    Told.tell("logEvent", event);
  }
}
