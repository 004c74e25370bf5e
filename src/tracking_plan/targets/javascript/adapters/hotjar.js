/**
 * Sends through Hotjar: `hotjar((...words) => window.hj(...words))`. An event is its name and nothing else there: its
 * properties and its time are not sent. Traits are sent where they are text, a number or a boolean. It has no groups.
 */
export function hotjar(hj) {
  return {
    send({ call, event = "", userId, traits = {} }) {
      if (call === "identify") {
        const told = Object.entries(traits).filter(([, value]) =>
          ["string", "number", "boolean"].includes(typeof value),
        );
        hj("identify", userId ?? null, Object.fromEntries(told));
      } else if (call !== "group") {
        hj("event", event);
      }
    },
  };
}
