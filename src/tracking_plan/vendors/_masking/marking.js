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
