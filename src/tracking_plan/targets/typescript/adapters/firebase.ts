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
export function firebase(
  analytics: unknown,
  sdk: FirebaseAnalytics,
  rename: (event: string) => string = (event) =>
    event.replace(/[^A-Za-z0-9_]+/g, "_"),
): Tracker {
  return {
    send({ call, event = "", userId, properties, traits }) {
      if (call === "identify") {
        sdk.setUserId(analytics, userId ?? "");
        sdk.setUserProperties(analytics, traits);
      } else if (call !== "group") {
        sdk.logEvent(analytics, rename(event), properties);
      }
    },
  };
}
