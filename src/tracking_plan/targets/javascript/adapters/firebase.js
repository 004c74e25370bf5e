/**
 * Sends through Firebase: `firebase(getAnalytics(app), { logEvent, setUserId, setUserProperties })`. Its names are of
 * letters, digits and `_`: whatever else a name holds becomes `_`, unless `rename` says otherwise. It has no groups.
 */
export function firebase(
  analytics,
  sdk,
  rename = (event) => event.replace(/[^A-Za-z0-9_]+/g, "_"),
) {
  return {
    send({ call, event = "", userId, properties, traits }) {
      if (call === "identify") {
        sdk.setUserId(analytics, userId ?? "");
        sdk.setUserProperties(analytics, traits);
      } else if (call !== "group") {
        sdk.logEvent(analytics, rename(event), properties);
      }
    },
  };
}
