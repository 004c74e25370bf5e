import java.util.Objects;
import java.util.function.Consumer;
import java.util.logging.Logger;

/**
 * What is set once for each environment: {@code new Settings(tracker).mode(Mode.THROW)}. Each
 * method returns a copy that says more.
 */
@SuppressWarnings("all")
public final class Settings {
  private static final Logger LOG = Logger.getLogger(Settings.class.getPackageName());

  final Tracker tracker;
  final Mode mode;
  final boolean stamp;
  final Consumer<? super PlanError> onViolation;

  /** Calls go to the tracker; what breaks the plan is logged, and sent all the same. */
  public Settings(Tracker tracker) {
    this(tracker, Mode.WARN, false, error -> LOG.warning(error.getMessage()));
  }

  private Settings(
      Tracker tracker, Mode mode, boolean stamp, Consumer<? super PlanError> onViolation) {
    this.tracker = Objects.requireNonNull(tracker, "tracker");
    this.mode = Objects.requireNonNull(mode, "mode");
    this.stamp = stamp;
    this.onViolation = Objects.requireNonNull(onViolation, "onViolation");
  }

  /** What happens to a call that breaks the plan; {@link Mode#WARN} where nothing is said. */
  public Settings mode(Mode mode) {
    return new Settings(tracker, mode, stamp, onViolation);
  }

  /** Whether each call tells the plan's name and version, as {@code context.plan}. */
  public Settings stamp(boolean stamp) {
    return new Settings(tracker, mode, stamp, onViolation);
  }

  /** Takes what breaks the plan in the modes warn and drop; it is logged where nothing is said. */
  public Settings onViolation(Consumer<? super PlanError> onViolation) {
    return new Settings(tracker, mode, stamp, onViolation);
  }
}
