// Redacts in LogRocket what the plan says is personal:
//   import { options } from "./masking.js";
//   LogRocket.init("app/id", options);
// In your own markup: <td {...marks("email")}>, which is data-private.
// Written by `plan export`: change the plan instead.

const SELECTORS = [
  "[data-property=\"card_number\"]",
  "[name=\"card_number\"]",
  "[id=\"card_number\"]",
  "[data-property=\"deliver_to.note\"]",
  "[name=\"deliver_to.note\"]",
  "[id=\"deliver_to.note\"]",
  "[name=\"note\"]",
  "[id=\"note\"]",
  "[name=\"deliver_to[note]\"]",
  "[id=\"deliver_to[note]\"]",
  "[data-property=\"deliver_to\"]",
  "[name=\"deliver_to\"]",
  "[id=\"deliver_to\"]",
  "[data-property=\"deliver_to.street\"]",
  "[name=\"deliver_to.street\"]",
  "[id=\"deliver_to.street\"]",
  "[name=\"street\"]",
  "[id=\"street\"]",
  "[name=\"deliver_to[street]\"]",
  "[id=\"deliver_to[street]\"]",
  "[data-property=\"email\"]",
  "[name=\"email\"]",
  "[id=\"email\"]",
  "input[type=\"email\"]",
  "[autocomplete~=\"email\"]",
  "[data-property=\"guests.email\"]",
  "[name=\"guests.email\"]",
  "[id=\"guests.email\"]",
  "[name=\"guests[email]\"]",
  "[id=\"guests[email]\"]",
  "[data-property=\"visitor\"]",
  "[name=\"visitor\"]",
  "[id=\"visitor\"]",
];

const PROPERTIES = [
  "card_number",
  "deliver_to.note",
  "deliver_to",
  "deliver_to.street",
  "email",
  "guests.email",
  "visitor",
];

const FIELDS = [
  ["card_number"],
  ["deliver_to", "note"],
  ["deliver_to"],
  ["deliver_to", "street"],
  ["email"],
  ["guests", "email"],
  ["visitor"],
];

const REDACTED = "[redacted]";

// Names are one name whatever their letter case: `user_email` is `userEmail`.
const bare = (name) => name.toLowerCase().replace(/[_\-\s]/g, "");
const PATHS = FIELDS.map((path) => path.map(bare));

/** Whether what a path leads to is personal, or inside of something that is. */
function hides(path) {
  const steps = path.map(bare);
  return steps.some((_, at) =>
    PATHS.some(
      (one) => one.length <= at + 1 && one.every((step, n) => step === steps[at + 1 - one.length + n]),
    ),
  );
}

/** A value without what is personal in it. Gives the value itself where there is nothing. */
export function redact(value, path = []) {
  if (Array.isArray(value)) return value.map((item) => redact(item, path));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const here = [...path, name];
      return [name, hides(here) ? REDACTED : redact(inner, here)];
    }),
  );
}

function decoded(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

function redactQuery(query) {
  return query
    .split("&")
    .map((pair) => {
      const [name] = pair.split("=", 1);
      const path = decoded(name).split(/[.[\]]+/).filter(Boolean);
      return hides(path) ? `${name}=${encodeURIComponent(REDACTED)}` : pair;
    })
    .join("&");
}

/** An address without the personal parts of its query. */
export function redactUrl(url) {
  const [address, ...anchor] = url.split("#");
  const at = address.indexOf("?");
  const made = at < 0 ? address : address.slice(0, at + 1) + redactQuery(address.slice(at + 1));
  return [made, ...anchor].join("#");
}

/** The body of a request or of an answer without what is personal in it; null where that can't be told apart. */
export function redactBody(body) {
  if (typeof body !== "string" || body === "") return body;
  try {
    return JSON.stringify(redact(JSON.parse(body)));
  } catch {
    // Not JSON.
  }
  if (/^[^\s=&]+=[^\s]*$/.test(body)) return redactQuery(body);
  const text = bare(body);
  return PATHS.some((path) => text.includes(path.at(-1))) ? null : body;
}

const sanitize = (found) => ({
  ...found,
  body: redactBody(found.body),
  ...(typeof found.url === "string" ? { url: redactUrl(found.url) } : {}),
});

/** The options of `LogRocket.init`: spread them into your own. */
export const options = {
  dom: { redactSelectors: SELECTORS },
  network: { requestSanitizer: sanitize, responseSanitizer: sanitize },
  browser: { urlSanitizer: redactUrl },
};

/** The attributes of an element that shows a property, by its path: none where it is not personal. */
export const marks = (property) => (PROPERTIES.includes(property) ? { "data-private": "redact" } : {});
