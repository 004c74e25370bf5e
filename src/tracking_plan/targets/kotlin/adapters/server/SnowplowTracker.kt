import com.snowplowanalytics.snowplow.tracker.Subject
import com.snowplowanalytics.snowplow.tracker.events.SelfDescribing
import com.snowplowanalytics.snowplow.tracker.payload.SelfDescribingJson
import com.snowplowanalytics.snowplow.tracker.Tracker as Sdk

/**
 * Sends the calls of this client through Snowplow's tracker for servers (com.snowplowanalytics:snowplow-java-tracker 2), each as
 * a self-describing event.
 *
 * It keeps the time and the person. A context is told by entities, which have schemas: [entities] makes them of it. It has no
 * place for the id of a message.
 */
class SnowplowTracker(
    private val tracker: Sdk,
    /** The schema of a call, an `iglu:` address. */
    private val schema: (Message) -> String,
    /** What is told with a call. */
    private val entities: (Message) -> List<SelfDescribingJson> = { emptyList() },
) : Tracker {
    override fun send(message: Message) {
        val data = linkedMapOf<String, Any?>()
        if (message.call == "identify") data["userId"] = message.userId
        message.groupId?.let { data["groupId"] = it }
        data += message.properties ?: message.traits.orEmpty()
        val subject = Subject()
        message.userId?.let { subject.setUserId(it) }
        message.anonymousId?.let { subject.setNetworkUserId(it) }
        tracker.track(
            SelfDescribing
                .builder()
                .eventData(SelfDescribingJson(schema(message), data))
                .customContext(entities(message))
                .trueTimestamp(message.instant()?.toEpochMilli())
                .subject(subject)
                .build(),
        )
    }
}
