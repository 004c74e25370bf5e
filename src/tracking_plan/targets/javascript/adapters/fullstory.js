/**
 * Sends through FullStory: `fullstory(FS, schemas)`. Without `schemas` FullStory takes every number for a real one.
 * Page and screen calls go as events. It has no groups, and no place for a time: what happened, happened now.
 */
export function fullstory(fs, schemas = {}) {
  const known = new Map(Object.entries(schemas));
  return {
    send({ call, event = "", userId, properties, traits }) {
      if (call === "identify") {
        fs("setIdentity", {
          uid: userId,
          properties: traits,
          ...typed("identify"),
        });
      } else if (call !== "group") {
        fs("trackEvent", { name: event, properties, ...typed(event) });
      }
    },
  };
  function typed(name) {
    const types = known.get(name);
    return types === undefined ? {} : { schema: { properties: types } };
  }
}
