// Masks in FullStory what the plan says is personal, and excludes what is sensitive:
//   import { mask } from "./masking.js";
//   mask(); // before FullStory's snippet
// In your own markup: <td className={marks("email").class}>, which is fs-mask or fs-exclude.
// Written by `plan export`: change the plan instead.

const RULES = [
  ["fs-exclude", "[data-property=\"card_number\"]"],
  ["fs-exclude", "[name=\"card_number\"]"],
  ["fs-exclude", "[id=\"card_number\"]"],
  ["fs-exclude", "[data-property=\"deliver_to.note\"]"],
  ["fs-exclude", "[name=\"deliver_to.note\"]"],
  ["fs-exclude", "[id=\"deliver_to.note\"]"],
  ["fs-exclude", "[name=\"note\"]"],
  ["fs-exclude", "[id=\"note\"]"],
  ["fs-exclude", "[name=\"deliver_to[note]\"]"],
  ["fs-exclude", "[id=\"deliver_to[note]\"]"],
  ["fs-mask", "[data-property=\"deliver_to\"]"],
  ["fs-mask", "[name=\"deliver_to\"]"],
  ["fs-mask", "[id=\"deliver_to\"]"],
  ["fs-mask", "[data-property=\"deliver_to.street\"]"],
  ["fs-mask", "[name=\"deliver_to.street\"]"],
  ["fs-mask", "[id=\"deliver_to.street\"]"],
  ["fs-mask", "[name=\"street\"]"],
  ["fs-mask", "[id=\"street\"]"],
  ["fs-mask", "[name=\"deliver_to[street]\"]"],
  ["fs-mask", "[id=\"deliver_to[street]\"]"],
  ["fs-mask", "[data-property=\"email\"]"],
  ["fs-mask", "[name=\"email\"]"],
  ["fs-mask", "[id=\"email\"]"],
  ["fs-mask", "input[type=\"email\"]"],
  ["fs-mask", "[autocomplete~=\"email\"]"],
  ["fs-mask", "[data-property=\"guests.email\"]"],
  ["fs-mask", "[name=\"guests.email\"]"],
  ["fs-mask", "[id=\"guests.email\"]"],
  ["fs-mask", "[name=\"guests[email]\"]"],
  ["fs-mask", "[id=\"guests[email]\"]"],
  ["fs-mask", "[data-property=\"visitor\"]"],
  ["fs-mask", "[name=\"visitor\"]"],
  ["fs-mask", "[id=\"visitor\"]"],
];

const PROPERTIES = [
  ["card_number", "fs-exclude"],
  ["deliver_to.note", "fs-exclude"],
  ["deliver_to", "fs-mask"],
  ["deliver_to.street", "fs-mask"],
  ["email", "fs-mask"],
  ["guests.email", "fs-mask"],
  ["visitor", "fs-mask"],
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

const put = (element, mark) => element.classList.add(mark);

/** The attributes of an element that shows a property, by its path: none where it is not personal. */
export const marks = (property) => {
  const found = PROPERTIES.find(([name]) => name === property);
  return found ? { class: found[1] } : {};
};
