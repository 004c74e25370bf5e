import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every call goes through: it is checked against the plan, and handed to the tracker. */
@SuppressWarnings("all")
final class Sender {
  private final Settings settings;
  private final Map<String, Object> plan;

  Sender(Settings settings, Map<String, Object> plan) {
    this.settings = settings;
    this.plan = Collections.unmodifiableMap(plan);
  }

  /** Checks a call, and sends it; {@code id} is whom identify and group tell of. */
  void send(String call, String name, Rule rule, Map<String, ?> data, Options options, String id) {
    List<Reason> found = settings.mode == Mode.OFF ? null : new ArrayList<>();
    Object settled = rule.settle(data, "", 0, found);
    if (found != null && !found.isEmpty()) {
      PlanError error = new PlanError(name, found);
      if (settings.mode == Mode.THROW) {
        throw error;
      }
      settings.onViolation.accept(error);
      if (settings.mode == Mode.DROP) {
        return;
      }
    }
    Map<String, Object> sent = new LinkedHashMap<>();
    if (settled instanceof Map<?, ?> held) {
      held.forEach((key, value) -> sent.put(String.valueOf(key), value));
    }
    Options told = options == null ? new Options() : options;
    boolean isIdentify = call.equals("identify");
    boolean isEvent = !isIdentify && !call.equals("group");
    settings.tracker.send(
        new Message(
            call,
            isEvent ? name : null,
            isIdentify ? id : told.userId,
            told.anonymousId,
            isEvent || isIdentify ? null : id,
            isEvent ? sent : null,
            isEvent ? null : sent,
            context(told),
            told.timestamp,
            told.messageId));
  }

  private Map<String, Object> context(Options options) {
    if (options.context == null && !settings.stamp) {
      return null;
    }
    Map<String, Object> made = new LinkedHashMap<>();
    if (options.context != null) {
      made.putAll(options.context);
    }
    if (settings.stamp) {
      made.put("plan", plan);
    }
    return made;
  }
}
