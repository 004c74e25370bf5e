package com.posthog

import sdk.Told
import java.util.Date

// What is used of posthog-android 3 (PostHog/posthog-android, posthog/src/main/java/com/posthog/PostHogInterface.kt and
// PostHogCoreInterface.kt at 12947762).

interface PostHogCoreInterface {
    fun identify(
        distinctId: String,
        userProperties: Map<String, Any>? = null,
        userPropertiesSetOnce: Map<String, Any>? = null,
    )
}

interface PostHogInterface : PostHogCoreInterface {
    fun capture(
        event: String,
        distinctId: String? = null,
        properties: Map<String, Any>? = null,
        userProperties: Map<String, Any>? = null,
        userPropertiesSetOnce: Map<String, Any>? = null,
        groups: Map<String, String>? = null,
        timestamp: Date? = null,
    )

    fun group(
        type: String,
        key: String,
        groupProperties: Map<String, Any>? = null,
    )

    fun screen(
        screenTitle: String,
        properties: Map<String, Any>? = null,
    )
}

class PostHog private constructor() {
    companion object : PostHogInterface {
        override fun identify(
            distinctId: String,
            userProperties: Map<String, Any>?,
            userPropertiesSetOnce: Map<String, Any>?,
        ) = Told.tell("identify", distinctId, userProperties, userPropertiesSetOnce)

        override fun capture(
            event: String,
            distinctId: String?,
            properties: Map<String, Any>?,
            userProperties: Map<String, Any>?,
            userPropertiesSetOnce: Map<String, Any>?,
            groups: Map<String, String>?,
            timestamp: Date?,
        ) = Told.tell("capture", event, distinctId, properties, userProperties, userPropertiesSetOnce, groups, timestamp?.time)

        override fun group(
            type: String,
            key: String,
            groupProperties: Map<String, Any>?,
        ) = Told.tell("group", type, key, groupProperties)

        override fun screen(
            screenTitle: String,
            properties: Map<String, Any>?,
        ) = Told.tell("screen", screenTitle, properties)
    }
}
