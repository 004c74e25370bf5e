import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is sent, for your own tests. */
@SuppressWarnings("all")
public final class RecordingTracker implements Tracker {
  private final List<Message> messages = new CopyOnWriteArrayList<>();

  @Override
  public void send(Message message) {
    messages.add(message);
  }

  /** What was sent, the oldest first. */
  public List<Message> messages() {
    return List.copyOf(messages);
  }

  /** Forgets what was sent. */
  public void clear() {
    messages.clear();
  }
}
