import type { Tracker } from "./index.js";
/** PostHog's SDK for browsers and React Native (`posthog-js`, `posthog-react-native`). */
export interface PostHogBrowser {
  capture(event: string, properties?: any, options?: any): unknown;
  identify(userId: string, traits?: any): unknown;
  group(type: string, key: string, traits?: any): unknown;
}
/** Sends through the browser. `groupType` is what its groups are called there; page and screen calls go as events. */
export declare function posthog(
  sdk: PostHogBrowser,
  groupType?: string,
): Tracker;
/** PostHog's SDK for Node (`posthog-node`). */
export interface PostHogNode {
  capture(message: any): unknown;
  identify(message: any): unknown;
  groupIdentify(message: any): unknown;
}
/** Sends through Node: `posthogNode(new PostHog(key))`. Name the person with each call. */
export declare function posthogNode(
  sdk: PostHogNode,
  groupType?: string,
): Tracker;
