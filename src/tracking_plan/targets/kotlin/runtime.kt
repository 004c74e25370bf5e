import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate
import java.time.OffsetDateTime
import java.time.ZonedDateTime
import java.time.format.DateTimeParseException
import java.util.Date
import java.util.concurrent.CopyOnWriteArrayList
import java.util.logging.Logger

/** Sends messages: an adapter of an SDK, or your own. */
fun interface Tracker {
    /** Sends a call. */
    fun send(message: Message)
}

/** What happens to a call that breaks the plan. */
enum class Mode {
    /** A [PlanError] is thrown, and nothing is sent. */
    THROW,

    /** It is told, and sent all the same. */
    WARN,

    /** It is told, and nothing is sent. */
    DROP,

    /** Nobody looks. */
    OFF,
}

/** One call, as it is handed to the tracker. What it does not have is null. */
data class Message(
    /** track, page, screen, identify or group. */
    val call: String,
    /** The name of the event, of track, page and screen. */
    val event: String? = null,
    /** Who it was; of identify whom it tells of. */
    val userId: String? = null,
    /** Who it was, before that is known. */
    val anonymousId: String? = null,
    /** Of group. */
    val groupId: String? = null,
    /** Of track, page and screen. */
    val properties: Map<String, Any?>? = null,
    /** Of identify and group. */
    val traits: Map<String, Any?>? = null,
    /** More about the call. */
    val context: Map<String, Any?>? = null,
    /** When it happened, as RFC 3339. */
    val timestamp: String? = null,
    /** Its own identifier. */
    val messageId: String? = null,
) {
    /** What it has, under the names and in the order of the wire. */
    fun toMap(): Map<String, Any> {
        val all =
            listOf(
                "call" to call,
                "event" to event,
                "userId" to userId,
                "anonymousId" to anonymousId,
                "groupId" to groupId,
                "properties" to properties,
                "traits" to traits,
                "context" to context,
                "timestamp" to timestamp,
                "messageId" to messageId,
            )
        val made = linkedMapOf<String, Any>()
        for ((name, value) in all) {
            if (value != null) made[name] = value
        }
        return made
    }
}

/** When it happened; null where that is not said, or not as RFC 3339. */
internal fun Message.instant(): Instant? =
    try {
        timestamp?.let { OffsetDateTime.parse(it).toInstant() }
    } catch (other: DateTimeParseException) {
        null
    }

/** Keeps what is sent, for your own tests. */
class RecordingTracker : Tracker {
    private val kept = CopyOnWriteArrayList<Message>()

    /** What was sent, the oldest first. */
    val messages: List<Message>
        get() = kept.toList()

    override fun send(message: Message) {
        kept += message
    }

    /** Forgets what was sent. */
    fun clear() {
        kept.clear()
    }
}

/** One thing that breaks the plan: where, by which rule, and in words. It never holds the value itself. */
data class Reason(
    val path: String,
    val rule: String,
    val message: String,
)

/** A call that breaks the plan. */
class PlanError(
    /** The name of the event, or `identify` or `group`. */
    val event: String,
    /** All that is wrong with it. */
    @Transient val reasons: List<Reason>,
) : RuntimeException(
        "\"$event\" breaks the plan: " + reasons.joinToString("; ") { "${it.path} ${it.message}" },
    )

/** What may be told with each call. A server names the person with each. */
data class Options(
    val userId: String? = null,
    val anonymousId: String? = null,
    val context: Map<String, Any?>? = null,
    /** When it happened, as RFC 3339. */
    val timestamp: String? = null,
    val messageId: String? = null,
) {
    constructor(
        timestamp: Instant,
        userId: String? = null,
        anonymousId: String? = null,
        context: Map<String, Any?>? = null,
        messageId: String? = null,
    ) : this(userId, anonymousId, context, timestamp.toString(), messageId)
}

/** A value that is given, and may be null: of a property that may also be left out. */
data class OrNull<out T : Any>(
    val value: T?,
)

/** A value of a closed set of texts, or one that the plan does not know. */
interface Choice {
    /** As it is sent. */
    val value: String
}

/** An object of the plan, by the names on the wire. */
abstract class Data internal constructor() {
    internal abstract val given: Map<String, Any?>

    override fun equals(other: Any?): Boolean = other is Data && other.javaClass == javaClass && other.given == given

    override fun hashCode(): Int = given.hashCode()

    override fun toString(): String = javaClass.simpleName + given
}

/** What every call goes through: it is checked against the plan, and handed to the tracker. */
internal class Sender(
    private val tracker: Tracker,
    private val mode: Mode,
    private val plan: Map<String, Any?>?,
    private val onViolation: (PlanError) -> Unit,
) {
    fun send(
        call: String,
        name: String,
        rule: Rule,
        data: Map<String, Any?>,
        options: Options = Options(),
        id: String? = null,
    ) {
        val found = if (mode == Mode.OFF) null else mutableListOf<Reason>()
        val sent = rule.settle(data, "", 0, found) as? Map<*, *> ?: data
        if (!found.isNullOrEmpty()) {
            val error = PlanError(name, found.toList())
            if (mode == Mode.THROW) throw error
            onViolation(error)
            if (mode == Mode.DROP) return
        }
        val texts = sent.entries.associateTo(linkedMapOf()) { it.key.toString() to it.value }
        val isEvent = call != "identify" && call != "group"
        tracker.send(
            Message(
                call = call,
                event = if (isEvent) name else null,
                userId = if (call == "identify") id else options.userId,
                anonymousId = options.anonymousId,
                groupId = if (call == "group") id else null,
                properties = if (isEvent) texts else null,
                traits = if (isEvent) null else texts,
                context = if (plan == null) options.context else options.context.orEmpty() + ("plan" to plan),
                timestamp = options.timestamp,
                messageId = options.messageId,
            ),
        )
    }
}

private const val DEEPEST = 200

/** In the order of the alphabet. */
private val WORDS =
    linkedMapOf(
        "number" to "a number",
        "string" to "a string",
        "array" to "an array",
        "integer" to "an integer",
        "object" to "an object",
        "boolean" to "true or false",
        "null" to "null",
    )

/** A property: its name on the wire, what it must be, and whether it must be there. */
internal class Field(
    val name: String,
    val rule: Rule,
    val required: Boolean,
)

/** What a value must be, as data. */
internal class Rule(
    private val types: Set<String>,
    private val checks: List<Check> = emptyList(),
    private val nullable: Boolean = false,
    private val items: Rule? = null,
    private val fields: List<Field>? = null,
    private val open: Boolean = true,
) {
    private val names = fields.orEmpty().mapTo(hashSetOf()) { it.name }

    fun orNull() = Rule(types, checks, true, items, fields, open)

    /** The value as it is sent. What is wrong with it goes to [found], where that is asked. */
    fun settle(
        value: Any?,
        path: String,
        depth: Int,
        found: MutableList<Reason>?,
    ): Any? {
        val held = plain(value)
        if (found != null && !fits(held, path, found)) return held
        if (held !is Map<*, *> && held !is List<*>) return held
        if (depth > DEEPEST) {
            found?.add(Reason(path, "unreadable", "is nested more than $DEEPEST deep"))
            return null
        }
        if (held is Map<*, *>) return settleObject(held, path, depth, found)
        val of = items ?: ANYTHING
        return (held as List<*>).mapIndexed { place, item -> of.settle(item, "$path[$place]", depth + 1, found) }
    }

    private fun settleObject(
        held: Map<*, *>,
        path: String,
        depth: Int,
        found: MutableList<Reason>?,
    ): Map<String, Any?> {
        val sent = linkedMapOf<String, Any?>()
        val before = if (path.isEmpty()) "" else "$path."
        for (field in fields.orEmpty()) {
            val name = field.name
            if (held.containsKey(name)) {
                sent[name] = field.rule.settle(held[name], before + name, depth + 1, found)
            } else if (field.required) {
                found?.add(Reason(before + name, "required", "is missing"))
            }
        }
        if (sent.size == held.size) return sent
        val closed = fields != null && !open
        for ((key, value) in held) {
            val name = key.toString()
            if (name in names) continue
            if (closed) found?.add(Reason(before + name, "additionalProperties", "is not planned"))
            sent[name] = ANYTHING.settle(value, before + name, depth + 1, if (closed) null else found)
        }
        return sent
    }

    /** Whether the value itself, apart from what is inside, keeps the rule enough to look inside. */
    private fun fits(
        value: Any?,
        path: String,
        found: MutableList<Reason>,
    ): Boolean {
        if (value == null && nullable) return true
        val kind = kindOf(value)
        if (kind == null) {
            val what = if (value is Number) "a number" else "a value"
            found += Reason(path, "unreadable", "is not $what that JSON can hold")
            return false
        }
        if (types.isNotEmpty() && kind !in types && !(value is Number && "integer" in types && isWhole(value))) {
            found += Reason(path, "type", "must be ${expected()}, not ${WORDS[kind]}")
            return false
        }
        if (value is String && hasHalfCharacter(value)) {
            found += Reason(path, "unreadable", "holds half a character (a lone surrogate)")
            return false
        }
        for (check in checks) {
            if (check.keeps(value)) continue
            found += Reason(path, check.rule, check.message)
            if (check.rule == "enum") return false
        }
        return true
    }

    private fun expected() = WORDS.filterKeys { if (it == "null") nullable else it in types }.values.joinToString(" or ")

    companion object {
        private val ANYTHING = Rule(emptySet(), nullable = true)

        /** An object of which nothing is said, and one in which nothing is planned. */
        val ANY = of("object")
        val NONE = Rule(setOf("object"), fields = emptyList(), open = false)

        /** A value of some types, with a space between them; of all where none is said. */
        fun of(
            types: String,
            vararg checks: Check,
        ) = Rule(if (types.isEmpty()) emptySet() else types.split(" ").toSet(), checks.asList())

        fun items(
            rule: Rule,
            items: Rule,
        ) = Rule(rule.types, rule.checks, rule.nullable, items, rule.fields, rule.open)

        fun closed(
            rule: Rule,
            vararg fields: Field,
        ) = Rule(rule.types, rule.checks, rule.nullable, rule.items, fields.asList(), false)

        fun open(
            rule: Rule,
            vararg fields: Field,
        ) = Rule(rule.types, rule.checks, rule.nullable, rule.items, fields.asList(), true)

        fun required(
            name: String,
            rule: Rule,
        ) = Field(name, rule, true)

        fun optional(
            name: String,
            rule: Rule,
        ) = Field(name, rule, false)
    }
}

/** One thing that is checked of a value beyond its type, and what is said where it fails. */
internal class Check private constructor(
    val rule: String,
    val message: String,
    private val test: (Any?) -> Boolean,
) {
    /** Whether the value keeps it; one of another kind does. */
    fun keeps(value: Any?) = test(value)

    companion object {
        fun oneOf(
            message: String,
            vararg options: Any?,
        ): Check {
            val same = options.mapTo(hashSetOf()) { same(it) }
            return Check("enum", message) { same(it) in same }
        }

        fun minimum(
            bound: Number,
            message: String,
        ) = Check("minimum", message) { it !is Number || compare(it, bound) >= 0 }

        fun maximum(
            bound: Number,
            message: String,
        ) = Check("maximum", message) { it !is Number || compare(it, bound) <= 0 }

        fun minLength(
            bound: Long,
            message: String,
        ) = Check("minLength", message) { it !is String || lengthOf(it) >= bound }

        fun maxLength(
            bound: Long,
            message: String,
        ) = Check("maxLength", message) { it !is String || it.length <= bound || lengthOf(it) <= bound }

        fun pattern(
            pattern: String,
            message: String,
        ): Check {
            val compiled = Regex(pattern)
            return Check("pattern", message) { it !is String || matches(compiled, it) }
        }

        fun format(
            pattern: String,
            longest: Int,
            message: String,
        ): Check {
            val compiled = Regex(pattern)
            return Check("format", message) { it !is String || (lengthOf(it) <= longest && matches(compiled, it)) }
        }

        fun minItems(
            bound: Long,
            message: String,
        ) = Check("minItems", message) { it !is List<*> || it.size >= bound }

        fun maxItems(
            bound: Long,
            message: String,
        ) = Check("maxItems", message) { it !is List<*> || it.size <= bound }

        fun uniqueItems(message: String) =
            Check("uniqueItems", message) { found -> found !is List<*> || found.mapTo(hashSetOf()) { same(plain(it)) }.size == found.size }
    }
}

/** How many characters a text has; one outside the first plane counts once. */
private fun lengthOf(text: String) = text.codePointCount(0, text.length)

/** Whether the pattern is found; Java looks recursively, so a long text may need more room. */
private fun matches(
    pattern: Regex,
    text: String,
): Boolean =
    try {
        pattern.containsMatchIn(text)
    } catch (small: StackOverflowError) {
        var found = true // where nobody can say
        val again =
            Runnable {
                try {
                    found = pattern.containsMatchIn(text)
                } catch (small: StackOverflowError) {
                    found = true
                }
            }
        val roomy = Thread(null, again, "plan", 1_000_000L + 1_000L * text.length)
        roomy.start()
        roomy.join()
        found
    }

private fun compare(
    value: Number,
    bound: Number,
) = if (value is Long && bound is Long) value.compareTo(bound) else exact(value).compareTo(exact(bound))

private fun exact(number: Number) = number as? BigDecimal ?: BigDecimal(number.toString())

/** What two values share when JSON takes them for equal: 1 and 1.0 are, 1 and true are not. */
private fun same(value: Any?): Any? =
    when (value) {
        is Double -> if (value.isFinite()) exact(value).stripTrailingZeros() else value
        is Number -> exact(value).stripTrailingZeros()
        is List<*> -> value.map { same(plain(it)) }
        is Map<*, *> -> value.entries.associate { it.key.toString() to same(plain(it.value)) }
        else -> value
    }

/** What JSON calls a value; null where it cannot hold it. */
private fun kindOf(value: Any?) =
    when (value) {
        null -> "null"
        is String -> "string"
        is Double -> if (value.isFinite()) "number" else null
        is Number -> "number"
        is Boolean -> "boolean"
        is Map<*, *> -> "object"
        is List<*> -> "array"
        else -> null
    }

private fun isWhole(value: Number) =
    when (value) {
        is Double -> value == Math.rint(value)
        is BigDecimal -> value.stripTrailingZeros().scale() <= 0
        else -> true
    }

private fun hasHalfCharacter(text: String): Boolean {
    var place = 0
    while (place < text.length) {
        val letter = text[place++]
        if (!letter.isSurrogate()) continue
        if (letter.isLowSurrogate() || place == text.length || !text[place++].isLowSurrogate()) return true
    }
    return false
}

/** A value as one of the few kinds that JSON has; what is none of them stays as it is. */
private fun plain(value: Any?): Any? =
    when (value) {
        null, is String, is Long, is Double, is Boolean -> value
        is Int, is Short, is Byte -> (value as Number).toLong()
        is Float -> if (value.isFinite()) value.toString().toDouble() else value.toDouble()
        is Choice -> value.value
        is Data -> value.given
        is CharSequence -> value.toString()
        is Map<*, *> -> if (value.keys.all { it is String }) value else value.mapKeys { it.key.toString() }
        is List<*> -> value
        is Collection<*> -> value.toList()
        is Array<*> -> value.asList()
        is Instant, is LocalDate -> value.toString()
        is OffsetDateTime -> value.toInstant().toString()
        is ZonedDateTime -> value.toInstant().toString()
        is Date -> Instant.ofEpochMilli(value.time).toString()
        else -> value
    }

/** Where nothing else is said of what breaks the plan. */
internal fun log(error: PlanError) {
    Logger.getLogger(Tracker::class.java.name).warning(error.message)
}
