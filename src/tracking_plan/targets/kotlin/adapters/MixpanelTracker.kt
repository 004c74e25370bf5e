import com.mixpanel.android.mpmetrics.MixpanelAPI
import org.json.JSONArray
import org.json.JSONObject

/**
 * Sends the calls of this client through Mixpanel's SDK for Android (com.mixpanel.android:mixpanel-android 8).
 *
 * With events it keeps the time, the id of the message and the person; it has no place for a context, and none for options with
 * identify and group. It has no page and screen calls: they go as events of their names. It leaves out what is null of events.
 */
class MixpanelTracker(
    private val mixpanel: MixpanelAPI,
    /** What its groups are called there. */
    private val groupKey: String = "account_id",
) : Tracker {
    override fun send(message: Message) {
        when (message.call) {
            "identify" -> {
                mixpanel.identify(message.userId.orEmpty())
                mixpanel.people.set(toObject(message.traits.orEmpty()))
            }
            "group" -> {
                val id = message.groupId.orEmpty()
                mixpanel.setGroup(groupKey, id)
                mixpanel.getGroup(groupKey, id).set(toObject(message.traits.orEmpty()))
            }
            else -> mixpanel.track(message.event.orEmpty(), properties(message))
        }
    }

    private fun properties(message: Message): JSONObject {
        val made = toObject(message.properties.orEmpty())
        message.instant()?.let { made.put("time", it.toEpochMilli()) }
        message.messageId?.let { made.put("\$insert_id", it) }
        message.anonymousId?.let { made.put("\$device_id", it) }
        message.userId?.let { made.put("\$user_id", it).put("distinct_id", it) }
        return made
    }

    private fun toObject(values: Map<*, *>): JSONObject {
        val made = JSONObject()
        for ((name, value) in values) made.put(name.toString(), toJson(value))
        return made
    }

    private fun toJson(value: Any?): Any =
        when (value) {
            null -> JSONObject.NULL
            is Double -> if (value.isFinite()) value else JSONObject.NULL
            is Boolean, is Number -> value
            is Map<*, *> -> toObject(value)
            is Iterable<*> -> value.fold(JSONArray()) { made, item -> made.put(toJson(item)) }
            else -> value.toString()
        }
}
