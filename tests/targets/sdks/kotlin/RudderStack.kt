package com.rudderstack.sdk.kotlin.core

import com.rudderstack.sdk.kotlin.core.internals.models.RudderOption
import com.rudderstack.sdk.kotlin.core.internals.models.emptyJsonObject
import kotlinx.serialization.json.JsonObject
import sdk.Told

// What is used of rudder-sdk-kotlin 1 (rudderlabs/rudder-sdk-kotlin, core/src/main/kotlin/com/rudderstack/sdk/kotlin/core/
// Analytics.kt). The one of Android is a subclass.

open class Analytics {
    @JvmOverloads
    fun track(
        name: String,
        properties: JsonObject = emptyJsonObject,
        options: RudderOption = RudderOption(),
    ) = Told.tell("track", name, properties, options)

    @JvmOverloads
    fun screen(
        screenName: String,
        category: String = "",
        properties: JsonObject = emptyJsonObject,
        options: RudderOption = RudderOption(),
    ) = Told.tell("screen", screenName, category, properties, options)

    @JvmOverloads
    fun group(
        groupId: String,
        traits: JsonObject = emptyJsonObject,
        options: RudderOption = RudderOption(),
    ) = Told.tell("group", groupId, traits, options)

    @JvmOverloads
    fun identify(
        userId: String = "",
        traits: JsonObject = emptyJsonObject,
        options: RudderOption = RudderOption(),
    ) = Told.tell("identify", userId, traits, options)
}
