package android.os;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** As Android has it (aosp-mirror/platform_frameworks_base, core/java/android/os/Bundle.java and BaseBundle.java). */
public final class Bundle implements Parcelable {
  private final Map<String, String> held = new TreeMap<>();

  public void putLong(String key, long value) {
    held.put(key, value + "L");
  }

  public void putDouble(String key, double value) {
    held.put(key, value + "D");
  }

  public void putString(String key, String value) {
    held.put(key, '"' + value + '"');
  }

  public void putBundle(String key, Bundle value) {
    held.put(key, value.toString());
  }

  public void putParcelableArray(String key, Parcelable[] value) {
    held.put(key, Arrays.toString(value));
  }

  @Override
  public String toString() {
    return held.toString();
  }
}
