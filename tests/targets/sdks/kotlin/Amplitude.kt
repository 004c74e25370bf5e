package com.amplitude.core

import com.amplitude.core.events.EventOptions
import sdk.Told

// What is used of Amplitude-Kotlin 1 (amplitude/Amplitude-Kotlin, analytics-core/src/main/java/com/amplitude/core/Amplitude.kt
// at 0abb04d8). The one of Android is a subclass. `identify` names the person too, where the options do.

open class Amplitude {
    @JvmOverloads
    fun track(
        eventType: String,
        eventProperties: Map<String, Any?>? = null,
        options: EventOptions? = null,
    ): Amplitude {
        Told.tell("track", eventType, eventProperties, options)
        return this
    }

    @JvmOverloads
    fun identify(
        userProperties: Map<String, Any?>?,
        options: EventOptions? = null,
    ): Amplitude {
        Told.tell("identify", userProperties, options)
        return this
    }

    @JvmOverloads
    fun groupIdentify(
        groupType: String,
        groupName: String,
        groupProperties: Map<String, Any?>?,
        options: EventOptions? = null,
    ): Amplitude {
        Told.tell("groupIdentify", groupType, groupName, groupProperties, options)
        return this
    }

    @JvmOverloads
    fun setGroup(
        groupType: String,
        groupName: String,
        options: EventOptions? = null,
    ): Amplitude {
        Told.tell("setGroup", groupType, groupName, options)
        return this
    }

    @JvmOverloads
    fun setGroup(
        groupType: String,
        groupName: Array<String>,
        options: EventOptions? = null,
    ): Amplitude {
        Told.tell("setGroup", groupType, groupName.asList(), options)
        return this
    }
}
