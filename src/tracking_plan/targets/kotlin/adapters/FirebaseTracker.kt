import android.os.Bundle
import com.google.firebase.analytics.FirebaseAnalytics

/**
 * Sends the calls of this client through Firebase's SDK for Android (com.google.firebase:firebase-analytics).
 *
 * Its names are of letters, digits and `_`: whatever else a name holds becomes `_`, unless [rename] says otherwise. True and
 * false are 1 and 0, lists are texts with commas (those of objects are arrays of bundles), and what is null is left out. It has
 * no groups and no place for options. Page and screen calls go as events of their names.
 */
class FirebaseTracker(
    private val analytics: FirebaseAnalytics,
    /** The name that an event or a property has there. */
    private val rename: (String) -> String = { it.replace(Regex("[^A-Za-z0-9_]+"), "_") },
) : Tracker {
    override fun send(message: Message) {
        when (message.call) {
            "identify" -> {
                analytics.setUserId(message.userId)
                for ((name, value) in message.traits.orEmpty()) analytics.setUserProperty(rename(name), value?.toString())
            }
            "group" -> Unit
            else -> analytics.logEvent(rename(message.event.orEmpty()), bundle(message.properties.orEmpty()))
        }
    }

    private fun bundle(values: Map<*, *>): Bundle {
        val made = Bundle()
        for ((name, value) in values) made.put(rename(name.toString()), value)
        return made
    }

    private fun Bundle.put(
        name: String,
        value: Any?,
    ) {
        when (value) {
            null -> Unit
            is Boolean -> putLong(name, if (value) 1 else 0)
            is Long -> putLong(name, value)
            is Number -> putDouble(name, value.toDouble())
            is Map<*, *> -> putBundle(name, bundle(value))
            is List<*> -> {
                val items = value.mapNotNull { it as? Map<*, *> }
                if (items.isNotEmpty() && items.size == value.size) {
                    putParcelableArray(name, items.map { bundle(it) }.toTypedArray())
                } else {
                    putString(name, value.joinToString(","))
                }
            }
            else -> putString(name, value.toString())
        }
    }
}
