// Suppresses in Hotjar what the plan says is personal:
//   import { mask } from "./masking.js";
//   mask(); // before Hotjar's tracking code
// In your own markup: <td {...marks("email")}>, which is data-hj-suppress.
// Written by `plan export`: change the plan instead.

const RULES = [
  ["data-hj-suppress", "[data-property=\"card_number\"]"],
  ["data-hj-suppress", "[name=\"card_number\"]"],
  ["data-hj-suppress", "[id=\"card_number\"]"],
  ["data-hj-suppress", "[data-property=\"deliver_to.note\"]"],
  ["data-hj-suppress", "[name=\"deliver_to.note\"]"],
  ["data-hj-suppress", "[id=\"deliver_to.note\"]"],
  ["data-hj-suppress", "[name=\"note\"]"],
  ["data-hj-suppress", "[id=\"note\"]"],
  ["data-hj-suppress", "[name=\"deliver_to[note]\"]"],
  ["data-hj-suppress", "[id=\"deliver_to[note]\"]"],
  ["data-hj-suppress", "[data-property=\"deliver_to\"]"],
  ["data-hj-suppress", "[name=\"deliver_to\"]"],
  ["data-hj-suppress", "[id=\"deliver_to\"]"],
  ["data-hj-suppress", "[data-property=\"deliver_to.street\"]"],
  ["data-hj-suppress", "[name=\"deliver_to.street\"]"],
  ["data-hj-suppress", "[id=\"deliver_to.street\"]"],
  ["data-hj-suppress", "[name=\"street\"]"],
  ["data-hj-suppress", "[id=\"street\"]"],
  ["data-hj-suppress", "[name=\"deliver_to[street]\"]"],
  ["data-hj-suppress", "[id=\"deliver_to[street]\"]"],
  ["data-hj-suppress", "[data-property=\"email\"]"],
  ["data-hj-suppress", "[name=\"email\"]"],
  ["data-hj-suppress", "[id=\"email\"]"],
  ["data-hj-suppress", "input[type=\"email\"]"],
  ["data-hj-suppress", "[autocomplete~=\"email\"]"],
  ["data-hj-suppress", "[data-property=\"guests.email\"]"],
  ["data-hj-suppress", "[name=\"guests.email\"]"],
  ["data-hj-suppress", "[id=\"guests.email\"]"],
  ["data-hj-suppress", "[name=\"guests[email]\"]"],
  ["data-hj-suppress", "[id=\"guests[email]\"]"],
  ["data-hj-suppress", "[data-property=\"visitor\"]"],
  ["data-hj-suppress", "[name=\"visitor\"]"],
  ["data-hj-suppress", "[id=\"visitor\"]"],
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

/**
 * Marks what is personal below `root`, now and whenever something is added. Call it before the tool's own script records.
 * Gives a function that ends it. Elements that your code renders are better marked there: see `marks`.
 */
export function mask(root = document) {
  const touch = (node) => {
    if (node.nodeType !== 1 && node.nodeType !== 9 && node.nodeType !== 11) return;
    for (const [mark, selector] of RULES) {
      if (node.nodeType === 1 && node.matches(selector)) put(node, mark);
      for (const found of node.querySelectorAll(selector)) put(found, mark);
    }
  };
  const watch = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") touch(change.target);
      for (const node of change.addedNodes) touch(node);
    }
  });
  const attributeFilter = ["name", "id", "type", "autocomplete", "data-property"];
  watch.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter });
  touch(root);
  return () => watch.disconnect();
}

const put = (element, mark) => element.setAttribute(mark, "");

/** The attributes of an element that shows a property, by its path: none where it is not personal. */
export const marks = (property) => (PROPERTIES.includes(property) ? { "data-hj-suppress": "" } : {});
