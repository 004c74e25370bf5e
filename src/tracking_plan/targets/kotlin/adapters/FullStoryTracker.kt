import com.fullstory.FS

/**
 * Sends the calls of this client through FullStory's SDK for Android (com.fullstory.FS): `FullStoryTracker()`.
 *
 * FullStory reads the type of a value at the end of its name there: `total` goes as `total_real`, `tags` as `tags_strs`. Times are
 * text to it. `email` and `displayName` of a person keep their names. It leaves out what is null, and has no groups and no place
 * for a time and the other options: what happened, happened now. Page and screen calls go as events of their names.
 */
class FullStoryTracker : Tracker {
    override fun send(message: Message) {
        when (message.call) {
            "identify" -> FS.identify(message.userId.orEmpty(), named(message.traits.orEmpty(), setOf("email", "displayName")))
            "group" -> Unit
            else -> FS.event(message.event.orEmpty(), named(message.properties.orEmpty()))
        }
    }

    private fun named(
        values: Map<*, *>,
        kept: Set<String> = emptySet(),
    ): Map<String, Any> {
        val made = linkedMapOf<String, Any>()
        for ((key, value) in values) {
            val name = key.toString()
            when (value) {
                null -> Unit
                is Map<*, *> -> made[name] = named(value)
                is Iterable<*> -> {
                    val items = value.filterNotNull()
                    val objects = items.filterIsInstance<Map<*, *>>()
                    if (objects.isEmpty()) {
                        val type = items.map(::type).distinct().singleOrNull()
                        made[if (type == null) name else "${name}_${type}s"] = items
                    } else {
                        made[name] = objects.map { named(it) }
                    }
                }
                else -> made[if (name in kept) name else "${name}_${type(value)}"] = value
            }
        }
        return made
    }

    private fun type(value: Any): String =
        when (value) {
            is Boolean -> "bool"
            is Double, is Float -> "real"
            is Number -> "int"
            else -> "str"
        }
}
