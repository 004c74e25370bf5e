/** A value of a closed set of texts. */
@SuppressWarnings("all")
abstract class Choice {
  private final String value;

  Choice(String value) {
    this.value = value;
  }

  /** As it is sent. */
  public final String value() {
    return value;
  }

  @Override
  public final boolean equals(Object other) {
    return other != null
        && other.getClass() == getClass()
        && java.util.Objects.equals(((Choice) other).value, value);
  }

  @Override
  public final int hashCode() {
    return java.util.Objects.hashCode(value);
  }

  @Override
  public final String toString() {
    return String.valueOf(value);
  }
}
