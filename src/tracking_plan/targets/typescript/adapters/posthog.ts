import type { Tracker } from "./index.js";

/** PostHog's SDK for browsers and React Native (`posthog-js`, `posthog-react-native`). */
export interface PostHogBrowser {
  capture(event: string, properties?: any, options?: any): unknown;
  identify(userId: string, traits?: any): unknown;
  group(type: string, key: string, traits?: any): unknown;
}

/** Sends through the browser. `groupType` is what its groups are called there; page and screen calls go as events. */
export function posthog(sdk: PostHogBrowser, groupType = "account"): Tracker {
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

/** PostHog's SDK for Node (`posthog-node`). */
export interface PostHogNode {
  capture(message: any): unknown;
  identify(message: any): unknown;
  groupIdentify(message: any): unknown;
}

/** Sends through Node: `posthogNode(new PostHog(key))`. Name the person with each call. */
export function posthogNode(sdk: PostHogNode, groupType = "account"): Tracker {
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
