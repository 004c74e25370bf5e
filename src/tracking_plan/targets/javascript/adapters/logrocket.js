/**
 * Sends through LogRocket: `logrocket(LogRocket)`. It takes text, numbers, booleans and lists of them: what is inside an
 * object goes by its path (`address.city`), other lists are not sent. Page and screen calls go as events. It has no
 * groups, and no place for a time.
 */
export function logrocket(sdk) {
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
function flat(values, path = "") {
  const made = {};
  for (const [name, value] of Object.entries(values)) {
    if (Array.isArray(value)) {
      if (value.every((item) => typeof item === typeof value[0] && plain(item)))
        made[path + name] = value;
    } else if (typeof value === "object" && value !== null) {
      Object.assign(made, flat(value, `${path}${name}.`));
    } else if (plain(value)) {
      made[path + name] = value;
    }
  }
  return made;
}
function plain(value) {
  return ["string", "number", "boolean"].includes(typeof value);
}
