/**
 * Sends through Snowplow, each call under a schema that `schema` names (an `iglu:` address). In browsers:
 * `snowplow(trackSelfDescribingEvent, (call, event) => …)`; in Node:
 * `snowplow((event) => tracker.track(buildSelfDescribingEvent(event), [], event.timestamp), …)`.
 */
export function snowplow(track, schema) {
  return {
    send(message) {
      const { call, event = call, userId, groupId } = message;
      const { properties, traits, timestamp } = message;
      const who =
        call === "identify" ? { userId } : call === "group" ? { groupId } : {};
      const data = {
        ...who,
        ...(properties ?? traits),
      };
      const made = { event: { schema: schema(call, event), data } };
      const value = Date.parse(timestamp ?? "");
      track(
        timestamp === undefined
          ? made
          : { ...made, timestamp: { type: "ttm", value } },
      );
    },
  };
}
