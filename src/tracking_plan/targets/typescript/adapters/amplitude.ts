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
  readonly Identify: new () => { set(name: string, value: any): unknown };
  /** Of apps; a server names the person with each call. */
  setUserId?(userId: string): unknown;
}

/**
 * Sends through Amplitude: `import * as amplitude from "@amplitude/analytics-browser"`, then `amplitude(amplitude)`.
 * `groupType` is what its groups are called there. Page and screen calls go as events.
 */
export function amplitude(sdk: Amplitude, groupType = "account"): Tracker {
  const told = (traits: Readonly<Record<string, unknown>> = {}) => {
    const identify = new sdk.Identify();
    for (const [name, value] of Object.entries(traits)) {
      identify.set(name, value);
    }
    return identify;
  };
  return {
    send(message) {
      const {
        call,
        event = "",
        userId,
        anonymousId,
        groupId = "",
        timestamp,
      } = message;
      const options = present({
        user_id: userId,
        device_id: anonymousId,
        time: timestamp === undefined ? undefined : Date.parse(timestamp),
        insert_id: message.messageId,
      });
      if (call === "identify") {
        sdk.setUserId?.(userId ?? "");
        sdk.identify(told(message.traits), options);
      } else if (call === "group") {
        // Of two events with one id the second would be dropped.
        sdk.setGroup(
          groupType,
          groupId,
          present({ ...options, insert_id: undefined }),
        );
        sdk.groupIdentify(groupType, groupId, told(message.traits), options);
      } else {
        const { context, properties } = message;
        const plan = context?.["plan"];
        sdk.track(
          event,
          properties,
          plan === undefined ? options : { ...options, plan: stamped(plan) },
        );
      }
    },
  };
}

/** The plan as Amplitude names it. */
function stamped(plan: any): Record<string, unknown> {
  return present({ source: plan.name, version: plan.version });
}

function present(
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter((pair) => pair[1] !== undefined),
  );
}
