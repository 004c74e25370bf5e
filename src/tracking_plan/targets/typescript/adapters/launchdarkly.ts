import type { Message, Tracker } from "./index.js";

/** What a metric counts of an event: a number of it, or nothing where it is counted as having happened. */
export type MetricValue = (
  event: string,
  properties: Readonly<Record<string, unknown>>,
) => number | undefined;

/** LaunchDarkly's SDKs for clients (`@launchdarkly/js-client-sdk`, `launchdarkly-js-client-sdk`, React Native). */
export interface LaunchDarklyClient {
  track(event: string, data?: any, metricValue?: number): unknown;
}

/**
 * Sends through a client: `launchdarkly(client)`. Who it was is the client's own context, so that traits and groups are
 * not sent: `identify` of LaunchDarkly would change which flags a person gets. It has no place for a time.
 */
export function launchdarkly(
  sdk: LaunchDarklyClient,
  valueOf: MetricValue = () => undefined,
): Tracker {
  return {
    send({ call, event = "", properties = {} }) {
      if (call === "identify" || call === "group") return;
      sdk.track(event, properties, valueOf(event, properties));
    },
  };
}

/** LaunchDarkly's SDK for Node (`@launchdarkly/node-server-sdk`). */
export interface LaunchDarklyNode {
  track(event: string, context: any, data?: any, metricValue?: number): unknown;
}

/**
 * Sends through Node: `launchdarklyNode(client)`. Name the person with each call, with the key that flags are asked for;
 * `contextOf` says it otherwise.
 */
export function launchdarklyNode(
  sdk: LaunchDarklyNode,
  valueOf: MetricValue = () => undefined,
  contextOf: (message: Message) => unknown = person,
): Tracker {
  return {
    send(message) {
      const { call, event = "", properties = {} } = message;
      if (call === "identify" || call === "group") return;
      const value = valueOf(event, properties);
      sdk.track(event, contextOf(message), properties, value);
    },
  };
}

function person({ userId, anonymousId }: Message): unknown {
  return userId === undefined
    ? { kind: "user", key: anonymousId, anonymous: true }
    : { kind: "user", key: userId };
}
