import type { Tracker } from "./index.js";
/** Google's `gtag`. */
export type Gtag = (command: any, target: any, parameters?: any) => unknown;
/**
 * Sends through `gtag`: `ga4(gtag)`. Its names are of letters, digits and `_`: whatever else a name holds becomes `_`,
 * unless `rename` says otherwise. It has no groups.
 */
export declare function ga4(
  gtag: Gtag,
  rename?: (event: string) => string,
): Tracker;
