import type { Tracker } from "./index.js";

/** Segment's Analytics.js (`@segment/analytics-next`) and its client for React Native. */
export interface SegmentAnalytics {
  track(event: string, properties?: any, options?: any): unknown;
  page?(name: string, properties?: any, options?: any): unknown;
  screen(name: string, properties?: any, options?: any): unknown;
  identify(userId: string, traits?: any, options?: any): unknown;
  group(groupId: string, traits?: any, options?: any): unknown;
}

/** Sends through Analytics.js or React Native: `segment(AnalyticsBrowser.load({ writeKey }))`. */
export function segment(analytics: SegmentAnalytics): Tracker {
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

/** Segment's client for Node (`@segment/analytics-node`). */
export interface SegmentNode {
  track(message: any): unknown;
  page(message: any): unknown;
  screen(message: any): unknown;
  identify(message: any): unknown;
  group(message: any): unknown;
}

/** Sends through Node: `segmentNode(new Analytics({ writeKey }))`. Name the person with each call. */
export function segmentNode(analytics: SegmentNode): Tracker {
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

function present(
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter((pair) => pair[1] !== undefined),
  );
}
