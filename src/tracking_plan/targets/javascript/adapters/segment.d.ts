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
export declare function segment(analytics: SegmentAnalytics): Tracker;
/** Segment's client for Node (`@segment/analytics-node`). */
export interface SegmentNode {
  track(message: any): unknown;
  page(message: any): unknown;
  screen(message: any): unknown;
  identify(message: any): unknown;
  group(message: any): unknown;
}
/** Sends through Node: `segmentNode(new Analytics({ writeKey }))`. Name the person with each call. */
export declare function segmentNode(analytics: SegmentNode): Tracker;
