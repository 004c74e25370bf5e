import com.mixpanel.mixpanelapi.MessageBuilder
import org.json.JSONArray
import org.json.JSONObject

/**
 * Makes messages of the calls of this client with Mixpanel's SDK for servers (com.mixpanel:mixpanel-java 1), and hands them to
 * what delivers them: `MixpanelTracker(MessageBuilder(token), delivery::addMessage)`.
 *
 * With events it keeps the time, the id of the message and the person; it has no place for a context, and none for options with
 * identify and group. It has no page and screen calls: they go as events of their names.
 */
class MixpanelTracker(
    private val builder: MessageBuilder,
    private val deliver: (JSONObject) -> Unit,
    /** What its groups are called there. */
    private val groupKey: String = "account_id",
) : Tracker {
    override fun send(message: Message) {
        val traits = toObject(message.traits.orEmpty())
        deliver(
            when (message.call) {
                "identify" -> builder.set(message.userId, traits)
                "group" -> builder.groupSet(groupKey, message.groupId, traits)
                else -> builder.event(message.userId ?: message.anonymousId, message.event, properties(message))
            },
        )
    }

    private fun properties(message: Message): JSONObject {
        val made = toObject(message.properties.orEmpty())
        message.instant()?.let { made.put("time", it.toEpochMilli()) }
        message.messageId?.let { made.put("\$insert_id", it) }
        message.userId?.let { made.put("\$user_id", it) }
        message.anonymousId?.let { made.put("\$device_id", it) }
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
