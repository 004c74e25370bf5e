package com.logrocket.core;

import java.util.Map;
import java.util.Objects;
import sdk.Told;

/** What is used of LogRocket's SDK for Android, as docs.logrocket.com/reference/android-capture-events has it. */
public class SDK {
  public static void track(CustomEventBuilder event) {
    Told.tell("track", event);
  }

  public static void identify(String userId, Map<String, String> userData) {
    Told.tell("identify", Objects.requireNonNull(userId), userData);
  }
}
