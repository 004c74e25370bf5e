/** Sends through the browser; it has no screen calls, which go as page calls. */
export function rudderstack(analytics) {
  return {
    send(message) {
      const {
        call,
        event = "",
        userId,
        groupId = "",
        properties,
        traits,
      } = message;
      const { anonymousId, context, timestamp } = message;
      const options = present({
        anonymousId,
        context,
        originalTimestamp: timestamp,
      });
      if (call === "identify") {
        analytics.identify(userId ?? "", traits, options);
      } else if (call === "group") {
        analytics.group(groupId, traits, options);
      } else if (call === "track") {
        analytics.track(event, properties, options);
      } else {
        analytics.page(event, properties, options);
      }
    },
  };
}
/** Sends through Node: `rudderstackNode(new Analytics(writeKey, { dataPlaneUrl }))`. Name the person with each call. */
export function rudderstackNode(analytics) {
  return {
    send({ call, event, timestamp, ...rest }) {
      const message =
        timestamp === undefined
          ? rest
          : { ...rest, timestamp: new Date(timestamp) };
      if (call === "track") {
        analytics.track({ ...message, event });
      } else if (call === "page" || call === "screen") {
        analytics[call]({ ...message, name: event });
      } else {
        analytics[call](message);
      }
    },
  };
}
function present(values) {
  return Object.fromEntries(
    Object.entries(values).filter((pair) => pair[1] !== undefined),
  );
}
