package com.optimizely.ab.android.sdk;

import com.optimizely.ab.Optimizely;
import com.optimizely.ab.OptimizelyUserContext;

/**
 * What is used of optimizely/android-sdk,
 * android-sdk/src/main/java/com/optimizely/ab/android/sdk/OptimizelyClient.java: no user where it is not set up.
 */
public class OptimizelyClient {
  public OptimizelyUserContext createUserContext(String userId) {
    return new Optimizely().createUserContext(userId);
  }
}
