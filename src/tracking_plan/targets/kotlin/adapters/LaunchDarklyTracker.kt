import com.launchdarkly.sdk.LDValue
import com.launchdarkly.sdk.android.LDClientInterface

/**
 * Sends the calls of this client through LaunchDarkly's SDK for Android (com.launchdarkly:launchdarkly-android-client-sdk 5):
 * `LaunchDarklyTracker(LDClient.get())`. Who it was is the context of its client. Page and screen calls are events of their names;
 * traits and groups are not sent, for they would change which flags somebody gets, and there is no place for the options.
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
        val value = valueOf(event, properties)
        if (value == null) {
            client.trackData(event, toValue(properties))
        } else {
            client.trackMetric(event, toValue(properties), value)
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
