import type { Tracker } from "./index.js";

/** Mixpanel's SDK for browsers (`mixpanel-browser`). */
export interface MixpanelBrowser {
  track(event: string, properties?: any): unknown;
  identify(userId: string): unknown;
  readonly people: { set(traits: any): unknown };
  set_group(key: string, id: string): unknown;
  get_group(key: string, id: string): { set(traits: any): unknown };
}

/** Sends through the browser. `groupKey` is what its groups are called there; page and screen calls go as events. */
export function mixpanel(
  sdk: MixpanelBrowser,
  groupKey = "account_id",
): Tracker {
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

/** Mixpanel's SDK for Node (`mixpanel`). */
export interface MixpanelNode {
  track(event: string, properties: any): unknown;
  readonly people: { set(userId: string, traits: any): unknown };
  readonly groups: { set(key: string, id: string, traits: any): unknown };
}

/** Sends through Node: `mixpanelNode(Mixpanel.init(token))`. Name the person with each call. */
export function mixpanelNode(
  sdk: MixpanelNode,
  groupKey = "account_id",
): Tracker {
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
function told(
  message: { readonly timestamp?: string; readonly messageId?: string },
  unit: number,
): Record<string, unknown> {
  const { timestamp, messageId } = message;
  return {
    ...(timestamp === undefined ? {} : { time: Date.parse(timestamp) / unit }),
    ...(messageId === undefined ? {} : { $insert_id: messageId }),
  };
}
