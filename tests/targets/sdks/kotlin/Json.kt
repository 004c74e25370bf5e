@file:Suppress("ktlint:standard:function-naming")

package kotlinx.serialization.json

// What is used of kotlinx-serialization-json 1 (Kotlin/kotlinx.serialization,
// formats/json/commonMain/src/kotlinx/serialization/json/JsonElement.kt).

sealed class JsonElement

sealed class JsonPrimitive : JsonElement() {
    abstract val isString: Boolean
    abstract val content: String

    override fun toString() = if (isString) "\"$content\"" else content
}

private class JsonLiteral(
    override val content: String,
    override val isString: Boolean,
) : JsonPrimitive()

data object JsonNull : JsonPrimitive() {
    override val isString get() = false
    override val content get() = "null"

    override fun toString() = content
}

fun JsonPrimitive(value: Boolean?): JsonPrimitive = if (value == null) JsonNull else JsonLiteral(value.toString(), false)

fun JsonPrimitive(value: Number?): JsonPrimitive = if (value == null) JsonNull else JsonLiteral(value.toString(), false)

fun JsonPrimitive(value: String?): JsonPrimitive = if (value == null) JsonNull else JsonLiteral(value, true)

class JsonObject(
    private val content: Map<String, JsonElement>,
) : JsonElement(),
    Map<String, JsonElement> by content {
    override fun toString() = content.toString()
}

class JsonArray(
    private val content: List<JsonElement>,
) : JsonElement(),
    List<JsonElement> by content {
    override fun toString() = content.toString()
}
