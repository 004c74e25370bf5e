import type { Tracker } from "./index.js";
/** RudderStack's SDK for browsers (`@rudderstack/analytics-js`). */
export interface RudderAnalytics {
  track(event: string, properties?: any, options?: any): unknown;
  page(name: string, properties?: any, options?: any): unknown;
  identify(userId: string, traits?: any, options?: any): unknown;
  group(groupId: string, traits?: any, options?: any): unknown;
}
/** Sends through the browser; it has no screen calls, which go as page calls. */
export declare function rudderstack(analytics: RudderAnalytics): Tracker;
/** RudderStack's SDK for Node (`@rudderstack/rudder-sdk-node`). */
export interface RudderNode {
  track(message: any): unknown;
  page(message: any): unknown;
  screen(message: any): unknown;
  identify(message: any): unknown;
  group(message: any): unknown;
}
/** Sends through Node: `rudderstackNode(new Analytics(writeKey, { dataPlaneUrl }))`. Name the person with each call. */
export declare function rudderstackNode(analytics: RudderNode): Tracker;
