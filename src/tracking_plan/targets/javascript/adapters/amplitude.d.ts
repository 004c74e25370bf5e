import type { Tracker } from "./index.js";
/** What is used of `@amplitude/analytics-browser`, `@amplitude/analytics-node` and `@amplitude/analytics-react-native`. */
export interface Amplitude {
  track(event: string, properties?: any, options?: any): unknown;
  identify(identify: any, options?: any): unknown;
  setGroup(type: string, name: string, options?: any): unknown;
  groupIdentify(
    type: string,
    name: string,
    identify: any,
    options?: any,
  ): unknown;
  readonly Identify: new () => {
    set(name: string, value: any): unknown;
  };
  /** Of apps; a server names the person with each call. */
  setUserId?(userId: string): unknown;
}
/**
 * Sends through Amplitude: `import * as amplitude from "@amplitude/analytics-browser"`, then `amplitude(amplitude)`.
 * `groupType` is what its groups are called there. Page and screen calls go as events.
 */
export declare function amplitude(sdk: Amplitude, groupType?: string): Tracker;
