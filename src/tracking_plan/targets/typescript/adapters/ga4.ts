import type { Tracker } from "./index.js";

/** Google's `gtag`. */
export type Gtag = (command: any, target: any, parameters?: any) => unknown;

/**
 * Sends through `gtag`: `ga4(gtag)`. Its names are of letters, digits and `_`: whatever else a name holds becomes `_`,
 * unless `rename` says otherwise. It has no groups.
 */
export function ga4(
  gtag: Gtag,
  rename: (event: string) => string = (event) =>
    event.replace(/[^A-Za-z0-9_]+/g, "_"),
): Tracker {
  return {
    send({ call, event = "", userId, properties, traits }) {
      if (call === "identify") {
        gtag("set", { user_id: userId });
        gtag("set", "user_properties", traits);
      } else if (call !== "group") {
        gtag("event", rename(event), properties);
      }
    },
  };
}
