import com.optimizely.ab.android.sdk.OptimizelyClient

/**
 * Sends the calls of this client through Optimizely's SDK for Android (com.optimizely.ab:android-sdk 4 and 5).
 *
 * Optimizely knows only events that its project has: `plan export optimizely` writes them. It wants a person with each call: give
 * `userId` or `anonymousId` in the options. Tags are text, numbers and booleans: what is inside an object goes by its path
 * (`address.city`), lists are not sent. It reads `revenue` as whole cents. Page and screen calls are events of their names; it
 * takes no traits, groups and times.
 */
class OptimizelyTracker(
    private val optimizely: OptimizelyClient,
) : Tracker {
    override fun send(message: Message) {
        if (message.call == "identify" || message.call == "group") return
        val who = message.userId ?: message.anonymousId ?: return
        optimizely.createUserContext(who)?.trackEvent(message.event.orEmpty(), flat(message.properties.orEmpty()))
    }

    private fun flat(
        values: Map<*, *>,
        path: String = "",
        made: MutableMap<String, Any> = linkedMapOf(),
    ): Map<String, Any> {
        for ((name, value) in values) {
            when (value) {
                is Map<*, *> -> flat(value, "$path$name.", made)
                is String, is Number, is Boolean -> made["$path$name"] = value
            }
        }
        return made
    }
}
