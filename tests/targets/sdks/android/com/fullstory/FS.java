package com.fullstory;

import java.util.Map;
import java.util.Objects;
import sdk.Told;

/** What is used of FullStory's SDK for Android, as developer.fullstory.com/mobile/android has it. */
public class FS {
  public static void event(String name, Map<String, ?> properties) {
    Told.tell("event", Objects.requireNonNull(name), properties);
  }

  public static void identify(String uid, Map<String, ?> userVars) {
    Told.tell("identify", Objects.requireNonNull(uid), userVars);
  }
}
