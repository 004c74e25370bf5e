import com.snowplowanalytics.snowplow.controller.TrackerController
import com.snowplowanalytics.snowplow.event.SelfDescribing
import com.snowplowanalytics.snowplow.payload.SelfDescribingJson

/**
 * Sends the calls of this client through Snowplow's tracker for Android (com.snowplowanalytics:snowplow-android-tracker 6), each
 * as a self-describing event.
 *
 * It keeps the time; identify names the person of all that follows. A context is told by entities, which have schemas: [entities]
 * makes them of it. It has no place for the id of a message, or a person with each call.
 */
class SnowplowTracker(
    private val tracker: TrackerController,
    /** The schema of a call, an `iglu:` address. */
    private val schema: (Message) -> String,
    /** What is told with a call. */
    private val entities: (Message) -> List<SelfDescribingJson> = { emptyList() },
) : Tracker {
    override fun send(message: Message) {
        val data = linkedMapOf<String, Any?>()
        if (message.call == "identify") {
            tracker.subject.userId = message.userId
            data["userId"] = message.userId
        }
        message.groupId?.let { data["groupId"] = it }
        data += message.properties ?: message.traits.orEmpty()
        val event = SelfDescribing(schema(message), data)
        event.trueTimestamp = message.instant()?.toEpochMilli()
        event.entities(entities(message))
        tracker.track(event)
    }
}
