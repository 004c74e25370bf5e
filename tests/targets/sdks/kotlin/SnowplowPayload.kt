package com.snowplowanalytics.snowplow.payload

// What is used of snowplow-android-tracker 6 (snowplow-tracker/src/main/java/com/snowplowanalytics/snowplow/payload/
// SelfDescribingJson.kt).

open class SelfDescribingJson(
    private val schema: String,
    private val data: Any = HashMap<Any, Any>(),
) {
    override fun toString() = "$schema $data"
}
