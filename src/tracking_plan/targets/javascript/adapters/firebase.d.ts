import type { Tracker } from "./index.js";
/** What is used of `firebase/analytics`. */
export interface FirebaseAnalytics {
  logEvent(analytics: any, name: string, parameters?: any): unknown;
  setUserId(analytics: any, userId: string): unknown;
  setUserProperties(analytics: any, properties: any): unknown;
}
/**
 * Sends through Firebase: `firebase(getAnalytics(app), { logEvent, setUserId, setUserProperties })`. Its names are of
 * letters, digits and `_`: whatever else a name holds becomes `_`, unless `rename` says otherwise. It has no groups.
 */
export declare function firebase(
  analytics: unknown,
  sdk: FirebaseAnalytics,
  rename?: (event: string) => string,
): Tracker;
