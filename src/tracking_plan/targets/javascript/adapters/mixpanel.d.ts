import type { Tracker } from "./index.js";
/** Mixpanel's SDK for browsers (`mixpanel-browser`). */
export interface MixpanelBrowser {
  track(event: string, properties?: any): unknown;
  identify(userId: string): unknown;
  readonly people: {
    set(traits: any): unknown;
  };
  set_group(key: string, id: string): unknown;
  get_group(
    key: string,
    id: string,
  ): {
    set(traits: any): unknown;
  };
}
/** Sends through the browser. `groupKey` is what its groups are called there; page and screen calls go as events. */
export declare function mixpanel(
  sdk: MixpanelBrowser,
  groupKey?: string,
): Tracker;
/** Mixpanel's SDK for Node (`mixpanel`). */
export interface MixpanelNode {
  track(event: string, properties: any): unknown;
  readonly people: {
    set(userId: string, traits: any): unknown;
  };
  readonly groups: {
    set(key: string, id: string, traits: any): unknown;
  };
}
/** Sends through Node: `mixpanelNode(Mixpanel.init(token))`. Name the person with each call. */
export declare function mixpanelNode(
  sdk: MixpanelNode,
  groupKey?: string,
): Tracker;
