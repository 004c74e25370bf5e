/**
 * Sends through a client: `launchdarkly(client)`. Who it was is the client's own context, so that traits and groups are
 * not sent: `identify` of LaunchDarkly would change which flags a person gets. It has no place for a time.
 */
export function launchdarkly(sdk, valueOf = () => undefined) {
  return {
    send({ call, event = "", properties = {} }) {
      if (call === "identify" || call === "group") return;
      sdk.track(event, properties, valueOf(event, properties));
    },
  };
}
/**
 * Sends through Node: `launchdarklyNode(client)`. Name the person with each call, with the key that flags are asked for;
 * `contextOf` says it otherwise.
 */
export function launchdarklyNode(
  sdk,
  valueOf = () => undefined,
  contextOf = person,
) {
  return {
    send(message) {
      const { call, event = "", properties = {} } = message;
      if (call === "identify" || call === "group") return;
      const value = valueOf(event, properties);
      sdk.track(event, contextOf(message), properties, value);
    },
  };
}
function person({ userId, anonymousId }) {
  return userId === undefined
    ? { kind: "user", key: anonymousId, anonymous: true }
    : { kind: "user", key: userId };
}
