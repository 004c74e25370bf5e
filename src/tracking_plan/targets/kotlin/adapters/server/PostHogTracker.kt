import com.posthog.server.PostHogCaptureOptions
import com.posthog.server.PostHogInterface

/**
 * Sends the calls of this client through PostHog's SDK for servers (com.posthog:posthog-server 2): `PostHogTracker(PostHog.with(…))`.
 *
 * It keeps the person, and with events the time; it has no place for a context or the id of a message. It wants a person with
 * each call: give `userId` or `anonymousId` in the options. Page and screen calls are events of their names. It leaves out what
 * is null.
 */
class PostHogTracker(
    private val postHog: PostHogInterface,
    /** What its groups are called there. */
    private val groupType: String = "account",
) : Tracker {
    override fun send(message: Message) {
        val person = message.userId ?: message.anonymousId
        val data = (message.properties ?: message.traits.orEmpty()).present()
        when (message.call) {
            "identify" -> postHog.identify(known(person), data)
            "group" -> {
                val group = message.groupId.orEmpty()
                postHog.group(person ?: "\$${groupType}_$group", groupType, group, data)
            }
            else -> {
                val options = PostHogCaptureOptions.builder().properties(data)
                message.instant()?.let { options.timestamp(it) }
                postHog.capture(known(person), message.event.orEmpty(), options.build())
            }
        }
    }

    private fun known(person: String?) = requireNotNull(person) { "PostHog wants a person with each call" }

    private fun Map<String, Any?>.present(): Map<String, Any> {
        val made = linkedMapOf<String, Any>()
        for ((name, value) in this) if (value != null) made[name] = value
        return made
    }
}
