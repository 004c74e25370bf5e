import com.logrocket.core.CustomEventBuilder
import com.logrocket.core.SDK

/**
 * Sends the calls of this client through LogRocket's SDK for Android (com.logrocket:logrocket 1): `LogRocketTracker()`.
 *
 * It takes text, numbers, booleans and lists of one of them: what is inside an object goes by its path (`address.city`), other lists
 * are not sent. All numbers are real ones there, and of a person it takes text. Page and screen calls are events of their names. It
 * has no groups, and no place for a time and the other options.
 */
class LogRocketTracker : Tracker {
    override fun send(message: Message) {
        when (message.call) {
            "identify" -> {
                val told = flat(message.traits.orEmpty()).filterValues { it !is List<*> }
                SDK.identify(message.userId.orEmpty(), told.mapValues { it.value.toString() })
            }
            "group" -> Unit
            else -> {
                val event = CustomEventBuilder(message.event.orEmpty())
                for ((name, value) in flat(message.properties.orEmpty())) put(event, name, if (value is List<*>) value else listOf(value))
                SDK.track(event)
            }
        }
    }

    private fun put(
        event: CustomEventBuilder,
        name: String,
        items: List<*>,
    ) {
        val texts = items.filterIsInstance<String>()
        val flags = items.filterIsInstance<Boolean>()
        val numbers = items.filterIsInstance<Number>().map { it.toDouble() }
        when (items.size) {
            0 -> Unit
            texts.size -> event.put(name, *texts.toTypedArray())
            flags.size -> event.put(name, *flags.toTypedArray())
            numbers.size -> event.put(name, *numbers.toTypedArray())
        }
    }

    private fun flat(
        values: Map<*, *>,
        path: String = "",
        made: MutableMap<String, Any> = linkedMapOf(),
    ): Map<String, Any> {
        for ((name, value) in values) {
            when (value) {
                is Map<*, *> -> flat(value, "$path$name.", made)
                is Iterable<*> -> made["$path$name"] = value.toList()
                null -> Unit
                else -> made["$path$name"] = value
            }
        }
        return made
    }
}
