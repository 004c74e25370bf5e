/**
 * Sends through `gtag`: `ga4(gtag)`. Its names are of letters, digits and `_`: whatever else a name holds becomes `_`,
 * unless `rename` says otherwise. It has no groups.
 */
export function ga4(
  gtag,
  rename = (event) => event.replace(/[^A-Za-z0-9_]+/g, "_"),
) {
  return {
    send({ call, event = "", userId, properties, traits }) {
      if (call === "identify") {
        gtag("set", { user_id: userId });
        gtag("set", "user_properties", traits);
      } else if (call !== "group") {
        gtag("event", rename(event), properties);
      }
    },
  };
}
