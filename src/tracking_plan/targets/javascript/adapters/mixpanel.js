/** Sends through the browser. `groupKey` is what its groups are called there; page and screen calls go as events. */
export function mixpanel(sdk, groupKey = "account_id") {
  return {
    send({
      call,
      event = "",
      userId = "",
      groupId = "",
      properties,
      traits = {},
      ...message
    }) {
      if (call === "identify") {
        sdk.identify(userId);
        sdk.people.set(traits);
      } else if (call === "group") {
        sdk.set_group(groupKey, groupId);
        sdk.get_group(groupKey, groupId).set(traits);
      } else {
        sdk.track(event, { ...properties, ...told(message, 1000) });
      }
    },
  };
}
/** Sends through Node: `mixpanelNode(Mixpanel.init(token))`. Name the person with each call. */
export function mixpanelNode(sdk, groupKey = "account_id") {
  return {
    send({
      call,
      event = "",
      userId,
      groupId = "",
      properties,
      traits = {},
      ...message
    }) {
      if (call === "identify") {
        sdk.people.set(userId ?? "", traits);
      } else if (call === "group") {
        sdk.groups.set(groupKey, groupId, traits);
      } else {
        const person = userId ?? message.anonymousId;
        sdk.track(event, {
          ...properties,
          ...told(message, 1),
          ...(person === undefined ? {} : { distinct_id: person }),
        });
      }
    },
  };
}
/** What else is told; the time in units of so many milliseconds, as the SDK itself counts it. */
function told(message, unit) {
  const { timestamp, messageId } = message;
  return {
    ...(timestamp === undefined ? {} : { time: Date.parse(timestamp) / unit }),
    ...(messageId === undefined ? {} : { $insert_id: messageId }),
  };
}
