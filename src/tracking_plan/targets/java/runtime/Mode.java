/** What happens to a call that breaks the plan. */
@SuppressWarnings("all")
public enum Mode {
  /** A {@link PlanError} is thrown, and nothing is sent. */
  THROW,
  /** It is told, and sent all the same. */
  WARN,
  /** It is told, and nothing is sent. */
  DROP,
  /** Nobody looks. */
  OFF
}
