package com.snowplowanalytics.snowplow.controller

import com.snowplowanalytics.snowplow.event.Event
import java.util.UUID

// What is used of snowplow-android-tracker 6 (snowplow/snowplow-android-tracker, snowplow-tracker/src/main/java/com/
// snowplowanalytics/snowplow/controller/TrackerController.kt, and core/tracker/SubjectConfigurationInterface.kt, of which
// SubjectController is one).

interface SubjectController {
    var userId: String?
}

interface TrackerController {
    val subject: SubjectController

    fun track(event: Event): UUID?
}
