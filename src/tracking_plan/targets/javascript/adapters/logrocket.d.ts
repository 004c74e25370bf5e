import type { Tracker } from "./index.js";
/** LogRocket's SDK for browsers and React Native (`logrocket`, `@logrocket/react-native`). */
export interface LogRocket {
  track(event: string, properties?: any): unknown;
  identify(userId: string, traits?: any): unknown;
}
/**
 * Sends through LogRocket: `logrocket(LogRocket)`. It takes text, numbers, booleans and lists of them: what is inside an
 * object goes by its path (`address.city`), other lists are not sent. Page and screen calls go as events. It has no
 * groups, and no place for a time.
 */
export declare function logrocket(sdk: LogRocket): Tracker;
