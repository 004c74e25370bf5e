/**
 * Sends through Snowplow, each call under a schema that `schema` names (an `iglu:` address). In browsers:
 * `snowplow((event) => trackSelfDescribingEvent(event), (call, event) => …)`; in Node:
 * `snowplow((event) => tracker.track(buildSelfDescribingEvent(event)), …)`.
 */
export function snowplow(track, schema) {
  return {
    send({ call, event = call, userId, groupId, properties, traits }) {
      const who =
        call === "identify" ? { userId } : call === "group" ? { groupId } : {};
      const data = {
        ...who,
        ...(properties ?? traits),
      };
      track({ event: { schema: schema(call, event), data } });
    },
  };
}
