/** Sends through the browser. `groupType` is what its groups are called there; page and screen calls go as events. */
export function posthog(sdk, groupType = "account") {
  return {
    send({
      call,
      event = "",
      userId = "",
      groupId = "",
      properties,
      traits,
      timestamp,
    }) {
      if (call === "identify") {
        sdk.identify(userId, traits);
      } else if (call === "group") {
        sdk.group(groupType, groupId, traits);
      } else {
        sdk.capture(
          event,
          properties,
          timestamp === undefined
            ? undefined
            : { timestamp: new Date(timestamp) },
        );
      }
    },
  };
}
/** Sends through Node: `posthogNode(new PostHog(key))`. Name the person with each call. */
export function posthogNode(sdk, groupType = "account") {
  return {
    send({
      call,
      event,
      userId,
      anonymousId,
      groupId,
      properties,
      traits,
      timestamp,
    }) {
      const distinctId = userId ?? anonymousId;
      if (call === "identify") {
        sdk.identify({ distinctId, properties: traits });
      } else if (call === "group") {
        const person = distinctId === undefined ? {} : { distinctId };
        sdk.groupIdentify({
          groupType,
          groupKey: groupId,
          properties: traits,
          ...person,
        });
      } else {
        const time =
          timestamp === undefined ? {} : { timestamp: new Date(timestamp) };
        sdk.capture({ distinctId, event, properties, ...time });
      }
    },
  };
}
