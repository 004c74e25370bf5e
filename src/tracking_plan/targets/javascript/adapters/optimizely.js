/**
 * Sends through Optimizely's SDK, in browsers and in Node: `optimizely(user)`, or on a server
 * `optimizely(({ userId }) => client.createUserContext(userId))`. It knows only events that its project has: `plan
 * export optimizely` writes them. Tags are text, numbers and booleans: what is inside an object goes by its path
 * (`address.city`), lists are not sent. It reads `revenue` as whole cents. It takes no traits, groups and times.
 */
export function optimizely(user) {
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
export function optimizelyWeb(push) {
  return {
    send({ call, event = "", properties = {} }) {
      if (call === "identify" || call === "group") return;
      push({ type: "event", eventName: event, tags: flat(properties) });
    },
  };
}
function flat(values, path = "") {
  const made = {};
  for (const [name, value] of Object.entries(values)) {
    if (["string", "number", "boolean"].includes(typeof value)) {
      made[path + name] = value;
    } else if (
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value)
    ) {
      Object.assign(made, flat(value, `${path}${name}.`));
    }
  }
  return made;
}
