import com.posthog.server.PostHogCaptureOptions;
import com.posthog.server.PostHogInterface;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends the calls of this client through PostHog's SDK for servers (com.posthog:posthog-server 2).
 * It keeps the person, and with events the time; it has no place for a context or the id of a
 * message. It wants a person with each call: give {@code userId} or {@code anonymousId} in the
 * options. Page and screen calls are events of their names. It leaves out what is null.
 */
@SuppressWarnings("all")
public final class PostHogTracker implements Tracker {
  private final PostHogInterface postHog;
  private final String groupType;

  /** Takes what {@code PostHog.with} gives. */
  public PostHogTracker(PostHogInterface postHog) {
    this(postHog, "account");
  }

  /** Takes what {@code PostHog.with} gives, and what its groups are called there. */
  public PostHogTracker(PostHogInterface postHog, String groupType) {
    this.postHog = postHog;
    this.groupType = groupType;
  }

  @Override
  public void send(Message message) {
    String person = message.userId() != null ? message.userId() : message.anonymousId();
    switch (message.call()) {
      case "identify" -> postHog.identify(person, present(message.traits()));
      case "group" -> {
        String group = message.groupId();
        String who = person != null ? person : "$" + groupType + "_" + group;
        postHog.group(who, groupType, group, present(message.traits()));
      }
      default -> {
        PostHogCaptureOptions.Builder options =
            PostHogCaptureOptions.builder().properties(present(message.properties()));
        if (message.instant() != null) {
          options.timestamp(message.instant());
        }
        postHog.capture(person, message.event(), options.build());
      }
    }
  }

  private static Map<String, Object> present(Map<String, Object> values) {
    Map<String, Object> made = new LinkedHashMap<>(values);
    made.values().removeIf(value -> value == null);
    return made;
  }
}
