import com.segment.analytics.kotlin.core.Analytics
import com.segment.analytics.kotlin.core.BaseEvent
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

/**
 * Sends the calls of this client through Segment's SDK for Kotlin (com.segment.analytics.kotlin 1), on Android and on servers.
 *
 * It keeps all of the options. It has no page calls: they go as screen calls.
 */
class SegmentTracker(
    private val analytics: Analytics,
) : Tracker {
    override fun send(message: Message) {
        val data = toObject(message.properties ?: message.traits.orEmpty())
        when (message.call) {
            "identify" -> analytics.identify(message.userId.orEmpty(), data) { it?.with(message) }
            "group" -> analytics.group(message.groupId.orEmpty(), data) { it?.with(message) }
            "track" -> analytics.track(message.event.orEmpty(), data) { it?.with(message) }
            else -> analytics.screen(message.event.orEmpty(), data) { it?.with(message) }
        }
    }

    private fun BaseEvent.with(message: Message): BaseEvent {
        message.userId?.let { userId = it }
        message.anonymousId?.let { anonymousId = it }
        message.context?.let { context = JsonObject(context + toObject(it)) }
        message.timestamp?.let { timestamp = it }
        message.messageId?.let { messageId = it }
        return this
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
