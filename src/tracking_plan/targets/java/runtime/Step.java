import java.util.LinkedHashMap;
import java.util.Map;

/** A step on the way to an object of the plan: it holds what was given so far. */
@SuppressWarnings("all")
abstract class Step {
  final Map<String, Object> values;

  Step() {
    values = new LinkedHashMap<>();
  }

  Step(Step before) {
    values = before.values;
  }

  /** Gives a value, null too. */
  final Step give(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** Gives a value; null leaves it out. */
  final void offer(String name, Object value) {
    if (value == null) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
  }
}
