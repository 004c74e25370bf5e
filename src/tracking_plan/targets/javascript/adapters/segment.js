/** Sends through Analytics.js or React Native: `segment(AnalyticsBrowser.load({ writeKey }))`. */
export function segment(analytics) {
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
      const { anonymousId, context, timestamp, messageId } = message;
      const options = present({ anonymousId, context, timestamp, messageId });
      if (call === "identify") {
        analytics.identify(userId ?? "", traits, options);
      } else if (call === "group") {
        analytics.group(groupId, traits, options);
      } else if (call === "page" && analytics.page !== undefined) {
        analytics.page(event, properties, options);
      } else if (call === "page" || call === "screen") {
        analytics.screen(event, properties, options);
      } else {
        analytics.track(event, properties, options);
      }
    },
  };
}
/** Sends through Node: `segmentNode(new Analytics({ writeKey }))`. Name the person with each call. */
export function segmentNode(analytics) {
  return {
    send({ call, event, ...message }) {
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
