package com.snowplowanalytics.snowplow.event

import com.snowplowanalytics.snowplow.payload.SelfDescribingJson

// What is used of snowplow-android-tracker 6 (snowplow-tracker/src/main/java/com/snowplowanalytics/snowplow/event/
// AbstractEvent.kt and SelfDescribing.kt).

interface Event {
    var trueTimestamp: Long?
    val entities: MutableList<SelfDescribingJson>
}

abstract class AbstractEvent : Event {
    override var trueTimestamp: Long? = null
    override val entities: MutableList<SelfDescribingJson> = mutableListOf()

    fun entities(entities: List<SelfDescribingJson>?): AbstractEvent {
        entities?.let { this.entities.addAll(it) }
        return this
    }

    fun trueTimestamp(trueTimestamp: Long?): AbstractEvent {
        this.trueTimestamp = trueTimestamp
        return this
    }
}

class SelfDescribing(
    val schema: String,
    val dataPayload: Map<String, Any?>,
) : AbstractEvent() {
    constructor(eventData: SelfDescribingJson) : this(eventData.toString(), emptyMap())

    override fun toString() = "$schema $dataPayload $trueTimestamp $entities"
}
