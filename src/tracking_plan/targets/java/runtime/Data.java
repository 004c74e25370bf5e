import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An object of the plan: properties, traits, or an object inside them. */
@SuppressWarnings("all")
abstract class Data {
  private final Map<String, Object> values;

  Data(Step step) {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(step.values));
  }

  /** What was given, by the names on the wire. */
  public final Map<String, Object> toMap() {
    return values;
  }

  @Override
  public final boolean equals(Object other) {
    return other != null && other.getClass() == getClass() && ((Data) other).values.equals(values);
  }

  @Override
  public final int hashCode() {
    return values.hashCode();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + values;
  }
}
