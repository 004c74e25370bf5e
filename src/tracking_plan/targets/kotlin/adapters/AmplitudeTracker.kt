import com.amplitude.core.Amplitude
import com.amplitude.core.events.EventOptions
import com.amplitude.core.events.Plan

/**
 * Sends the calls of this client through Amplitude's SDK for Kotlin (com.amplitude:analytics-android 1, and analytics-core).
 *
 * It keeps the options, the anonymous id as its device id; of the context it has a place for the plan alone. It has no page
 * and screen calls: they go as events of their names. Traits that are null are left out.
 */
class AmplitudeTracker(
    private val amplitude: Amplitude,
    /** What its groups are called there. */
    private val groupType: String = "account",
) : Tracker {
    override fun send(message: Message) {
        val options = options(message)
        val traits = message.traits.orEmpty()
        when (message.call) {
            "identify" -> amplitude.identify(traits, options)
            "group" -> {
                val name = message.groupId.orEmpty()
                // Of two events with one id the second would be dropped.
                amplitude.setGroup(groupType, name, options(message).apply { insertId = null })
                amplitude.groupIdentify(groupType, name, traits, options)
            }
            else -> amplitude.track(message.event.orEmpty(), message.properties, options)
        }
    }

    private fun options(message: Message): EventOptions {
        val made = EventOptions()
        made.userId = message.userId
        made.deviceId = message.anonymousId
        made.timestamp = message.instant()?.toEpochMilli()
        made.insertId = message.messageId
        val plan = message.context?.get("plan") as? Map<*, *>
        made.plan = plan?.let { Plan(source = it["name"]?.toString(), version = it["version"]?.toString()) }
        return made
    }
}
