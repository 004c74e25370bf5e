package com.google.firebase.analytics;

import android.os.Bundle;
import sdk.Told;

/**
 * What is used of firebase-analytics (its source is not public; as in
 * firebase.google.com/docs/reference/android/com/google/firebase/analytics/FirebaseAnalytics).
 */
public final class FirebaseAnalytics {
  public void logEvent(String name, Bundle params) {
    Told.tell("logEvent", name, params);
  }

  public void setUserId(String id) {
    Told.tell("setUserId", id);
  }

  public void setUserProperty(String name, String value) {
    Told.tell("setUserProperty", name, value);
  }
}
