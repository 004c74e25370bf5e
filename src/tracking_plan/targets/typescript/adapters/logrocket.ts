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
export function logrocket(sdk: LogRocket): Tracker {
  return {
    send({ call, event = "", userId = "", properties = {}, traits = {} }) {
      if (call === "identify") {
        const told = Object.entries(flat(traits));
        sdk.identify(
          userId,
          Object.fromEntries(told.filter((pair) => !Array.isArray(pair[1]))),
        );
      } else if (call !== "group") {
        sdk.track(event, flat(properties));
      }
    },
  };
}

function flat(
  values: Readonly<Record<string, unknown>>,
  path = "",
): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (Array.isArray(value)) {
      if (value.every((item) => typeof item === typeof value[0] && plain(item)))
        made[path + name] = value;
    } else if (typeof value === "object" && value !== null) {
      Object.assign(
        made,
        flat(value as Record<string, unknown>, `${path}${name}.`),
      );
    } else if (plain(value)) {
      made[path + name] = value;
    }
  }
  return made;
}

function plain(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
