import com.posthog.PostHog
import com.posthog.PostHogInterface
import java.util.Date

/**
 * Sends the calls of this client through PostHog's SDK for Android (com.posthog:posthog-android 3): `PostHogTracker()`.
 *
 * With events and pages, which are events too, it keeps the time and the person; it has no place for them with other calls, and
 * none for a context or the id of a message. It leaves out what is null.
 */
class PostHogTracker(
    private val postHog: PostHogInterface = PostHog,
    /** What its groups are called there. */
    private val groupType: String = "account",
) : Tracker {
    override fun send(message: Message) {
        val event = message.event.orEmpty()
        val data = (message.properties ?: message.traits.orEmpty()).present()
        when (message.call) {
            "identify" -> postHog.identify(message.userId.orEmpty(), userProperties = data)
            "group" -> postHog.group(groupType, message.groupId.orEmpty(), groupProperties = data)
            "screen" -> postHog.screen(event, data)
            else -> {
                val person = message.userId ?: message.anonymousId
                val time = message.instant()?.let { Date(it.toEpochMilli()) }
                postHog.capture(event, distinctId = person, properties = data, timestamp = time)
            }
        }
    }

    private fun Map<String, Any?>.present(): Map<String, Any> {
        val made = linkedMapOf<String, Any>()
        for ((name, value) in this) if (value != null) made[name] = value
        return made
    }
}
