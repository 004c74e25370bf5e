import java.util.List;
import java.util.stream.Collectors;

/** A call that breaks the plan. */
@SuppressWarnings("all")
public final class PlanError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String event;
  private final transient List<Reason> reasons;

  PlanError(String event, List<Reason> reasons) {
    super("\"" + event + "\" breaks the plan: " + told(reasons));
    this.event = event;
    this.reasons = List.copyOf(reasons);
  }

  private static String told(List<Reason> reasons) {
    return reasons.stream()
        .map(reason -> reason.path() + " " + reason.message())
        .collect(Collectors.joining("; "));
  }

  /** The name of the event, or {@code identify} or {@code group}. */
  public String event() {
    return event;
  }

  /** All that is wrong with it. */
  public List<Reason> reasons() {
    return reasons == null ? List.of() : reasons;
  }
}
