package com.segment.analytics.kotlin.core

import kotlinx.serialization.json.JsonObject
import sdk.Told

// What is used of analytics-kotlin 1 (segmentio/analytics-kotlin, core/src/main/java/com/segment/analytics/kotlin/core/
// Analytics.kt and Events.kt at 3400700f). An event has what is its own when the closure runs, which may change it.

typealias EnrichmentClosure = (event: BaseEvent?) -> BaseEvent?

val emptyJsonObject = JsonObject(emptyMap())

sealed class BaseEvent {
    abstract var anonymousId: String
    abstract var messageId: String
    abstract var timestamp: String
    abstract var context: JsonObject
    abstract var userId: String
}

class Event : BaseEvent() {
    override var anonymousId = "theirs"
    override var messageId = "theirs"
    override var timestamp = "theirs"
    override var context = JsonObject(mapOf("library" to JsonObject(emptyMap())))
    override var userId = ""

    override fun toString() = "$anonymousId $messageId $timestamp $context $userId"
}

class Analytics {
    @JvmOverloads
    fun track(
        name: String,
        properties: JsonObject = emptyJsonObject,
        enrichment: EnrichmentClosure? = null,
    ) = Told.tell("track", name, properties, enrichment?.invoke(Event()))

    inline fun <reified T> track(
        name: String,
        properties: T,
        noinline enrichment: EnrichmentClosure? = null,
    ): Unit = error("$name $properties $enrichment needs a serializer")

    @JvmOverloads
    fun identify(
        userId: String,
        traits: JsonObject = emptyJsonObject,
        enrichment: EnrichmentClosure? = null,
    ) = Told.tell("identify", userId, traits, enrichment?.invoke(Event()))

    inline fun <reified T> identify(
        userId: String,
        traits: T,
        noinline enrichment: EnrichmentClosure? = null,
    ): Unit = error("$userId $traits $enrichment needs a serializer")

    @JvmOverloads
    fun identify(
        traits: JsonObject = emptyJsonObject,
        enrichment: EnrichmentClosure? = null,
    ) = Told.tell("identify", traits, enrichment?.invoke(Event()))

    @JvmOverloads
    fun screen(
        title: String,
        properties: JsonObject = emptyJsonObject,
        category: String = "",
        enrichment: EnrichmentClosure? = null,
    ) = Told.tell("screen", title, properties, category, enrichment?.invoke(Event()))

    inline fun <reified T> screen(
        title: String,
        properties: T,
        category: String = "",
        noinline enrichment: EnrichmentClosure? = null,
    ): Unit = error("$title $properties $category $enrichment needs a serializer")

    @JvmOverloads
    fun group(
        groupId: String,
        traits: JsonObject = emptyJsonObject,
        enrichment: EnrichmentClosure? = null,
    ) = Told.tell("group", groupId, traits, enrichment?.invoke(Event()))

    inline fun <reified T> group(
        groupId: String,
        traits: T,
        noinline enrichment: EnrichmentClosure? = null,
    ): Unit = error("$groupId $traits $enrichment needs a serializer")
}
