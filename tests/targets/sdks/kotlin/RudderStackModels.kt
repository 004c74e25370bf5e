package com.rudderstack.sdk.kotlin.core.internals.models

import kotlinx.serialization.json.JsonObject

// What is used of rudder-sdk-kotlin 1 (core/src/main/kotlin/com/rudderstack/sdk/kotlin/core/internals/models/RudderOption.kt).

val emptyJsonObject = JsonObject(emptyMap())

data class RudderOption(
    val integrations: JsonObject = emptyJsonObject,
    val externalIds: List<ExternalId> = emptyList(),
    val customContext: JsonObject = emptyJsonObject,
)

data class ExternalId(
    val type: String,
    val id: String,
)
