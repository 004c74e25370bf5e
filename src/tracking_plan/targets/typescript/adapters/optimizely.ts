import type { Message, Tracker } from "./index.js";

/** A person, as `createUserContext` of Optimizely's SDK gives it (`@optimizely/optimizely-sdk`, 4.5 and later). */
export interface OptimizelyUser {
  trackEvent(event: string, tags?: any): unknown;
}

/**
 * Sends through Optimizely's SDK, in browsers and in Node: `optimizely(user)`, or on a server
 * `optimizely(({ userId }) => client.createUserContext(userId))`. It knows only events that its project has: `plan
 * export optimizely` writes them. Tags are text, numbers and booleans: what is inside an object goes by its path
 * (`address.city`), lists are not sent. It reads `revenue` as whole cents. It takes no traits, groups and times.
 */
export function optimizely(
  user: OptimizelyUser | ((message: Message) => OptimizelyUser | null),
): Tracker {
  return {
    send(message) {
      const { call, event = "", properties = {} } = message;
      if (call === "identify" || call === "group") return;
      const found = typeof user === "function" ? user(message) : user;
      found?.trackEvent(event, flat(properties));
    },
  };
}

/** Sends through Optimizely Web Experimentation: `optimizelyWeb((call) => window.optimizely.push(call))`. */
export function optimizelyWeb(push: (call: any) => unknown): Tracker {
  return {
    send({ call, event = "", properties = {} }) {
      if (call === "identify" || call === "group") return;
      push({ type: "event", eventName: event, tags: flat(properties) });
    },
  };
}

function flat(
  values: Readonly<Record<string, unknown>>,
  path = "",
): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (["string", "number", "boolean"].includes(typeof value)) {
      made[path + name] = value;
    } else if (
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value)
    ) {
      Object.assign(
        made,
        flat(value as Record<string, unknown>, `${path}${name}.`),
      );
    }
  }
  return made;
}
