import com.rudderstack.sdk.kotlin.core.Analytics
import com.rudderstack.sdk.kotlin.core.internals.models.RudderOption
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

/**
 * Sends the calls of this client through RudderStack's SDK for Kotlin (com.rudderstack.sdk.kotlin 1), on Android and on servers.
 *
 * Of the options it keeps the context. It has no place for a time, an id of a message, or a person with each call: these are
 * its own. It has no page calls: they go as screen calls.
 */
class RudderStackTracker(
    private val analytics: Analytics,
) : Tracker {
    override fun send(message: Message) {
        val data = toObject(message.properties ?: message.traits.orEmpty())
        val options = RudderOption(customContext = toObject(message.context.orEmpty()))
        when (message.call) {
            "identify" -> analytics.identify(userId = message.userId.orEmpty(), traits = data, options = options)
            "group" -> analytics.group(groupId = message.groupId.orEmpty(), traits = data, options = options)
            "track" -> analytics.track(name = message.event.orEmpty(), properties = data, options = options)
            else -> analytics.screen(screenName = message.event.orEmpty(), properties = data, options = options)
        }
    }

    private fun toObject(values: Map<*, *>) = JsonObject(values.entries.associate { it.key.toString() to toJson(it.value) })

    private fun toJson(value: Any?): JsonElement =
        when (value) {
            null -> JsonNull
            is Boolean -> JsonPrimitive(value)
            is Double -> if (value.isFinite()) JsonPrimitive(value) else JsonNull
            is Number -> JsonPrimitive(value)
            is Map<*, *> -> toObject(value)
            is Iterable<*> -> JsonArray(value.map { toJson(it) })
            else -> JsonPrimitive(value.toString())
        }
}
