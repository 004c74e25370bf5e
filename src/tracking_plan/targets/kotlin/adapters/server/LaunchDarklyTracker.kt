import com.launchdarkly.sdk.LDContext
import com.launchdarkly.sdk.LDValue
import com.launchdarkly.sdk.server.interfaces.LDClientInterface

/**
 * Sends the calls of this client through LaunchDarkly's SDK for Java (com.launchdarkly:launchdarkly-java-server-sdk 6 and 7). It
 * wants a person with each call: give `userId` or `anonymousId` in the options, the key that flags are asked for. Page and screen
 * calls are events of their names; traits and groups are not sent, and there is no place for a time.
 */
class LaunchDarklyTracker(
    private val client: LDClientInterface,
    /** The number that a metric counts of an event; null where it counts none. */
    private val valueOf: (event: String, properties: Map<String, Any?>) -> Double? = { _, _ -> null },
) : Tracker {
    override fun send(message: Message) {
        if (message.call == "identify" || message.call == "group") return
        val event = message.event.orEmpty()
        val properties = message.properties.orEmpty()
        val who =
            message.userId?.let { LDContext.create(it) }
                ?: LDContext.builder(message.anonymousId.orEmpty()).anonymous(true).build()
        val value = valueOf(event, properties)
        if (value == null) {
            client.trackData(event, who, toValue(properties))
        } else {
            client.trackMetric(event, who, toValue(properties), value)
        }
    }

    private fun toValue(value: Any?): LDValue =
        when (value) {
            null -> LDValue.ofNull()
            is Boolean -> LDValue.of(value)
            is Number -> LDValue.of(value.toDouble())
            is Map<*, *> -> {
                val made = LDValue.buildObject()
                for ((name, held) in value) made.put(name.toString(), toValue(held))
                made.build()
            }
            is Iterable<*> -> value.fold(LDValue.buildArray()) { made, item -> made.add(toValue(item)) }.build()
            else -> LDValue.of(value.toString())
        }
}
