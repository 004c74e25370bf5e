package com.amplitude.core.events

// What is used of Amplitude-Kotlin 1 (analytics-core/src/main/java/com/amplitude/core/events/EventOptions.kt at fda64d09 and
// Plan.kt at 835d3e9f).

open class EventOptions {
    var userId: String? = null
    var deviceId: String? = null
    var timestamp: Long? = null
    var insertId: String? = null
    var plan: Plan? = null

    override fun toString() = "$userId $deviceId $timestamp $insertId $plan"
}

open class Plan
    @JvmOverloads
    constructor(
        val branch: String? = null,
        val source: String? = null,
        val version: String? = null,
        val versionId: String? = null,
    ) {
        override fun toString() = "plan $branch $source $version $versionId"
    }
