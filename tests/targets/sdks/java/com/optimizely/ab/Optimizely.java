package com.optimizely.ab;

/** What is used of optimizely/java-sdk, core-api/src/main/java/com/optimizely/ab/Optimizely.java. */
public class Optimizely {
  public OptimizelyUserContext createUserContext(String userId) {
    return new OptimizelyUserContext(userId);
  }
}
