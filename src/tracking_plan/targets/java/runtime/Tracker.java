/** Sends messages: an adapter of an SDK, or your own. */
@SuppressWarnings("all")
@FunctionalInterface
public interface Tracker {
  /** Sends a call. */
  void send(Message message);
}
