import type { Tracker } from "./index.js";

/** RudderStack's SDK for browsers (`@rudderstack/analytics-js`). */
export interface RudderAnalytics {
  track(event: string, properties?: any, options?: any): unknown;
  page(name: string, properties?: any, options?: any): unknown;
  identify(userId: string, traits?: any, options?: any): unknown;
  group(groupId: string, traits?: any, options?: any): unknown;
}

/** Sends through the browser; it has no screen calls, which go as page calls. */
export function rudderstack(analytics: RudderAnalytics): Tracker {
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

/** RudderStack's SDK for Node (`@rudderstack/rudder-sdk-node`). */
export interface RudderNode {
  track(message: any): unknown;
  page(message: any): unknown;
  screen(message: any): unknown;
  identify(message: any): unknown;
  group(message: any): unknown;
}

/** Sends through Node: `rudderstackNode(new Analytics(writeKey, { dataPlaneUrl }))`. Name the person with each call. */
export function rudderstackNode(analytics: RudderNode): Tracker {
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

function present(
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter((pair) => pair[1] !== undefined),
  );
}
