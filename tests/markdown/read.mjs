// Reads pages as Docusaurus does: MDX with GFM, front matter, directives and emoji. Prints, for each page on standard input
// (a JSON list of paths), its elements, links, texts and headings; fails where one does not compile.
import { readFileSync } from "node:fs";
import { evaluate } from "@mdx-js/mdx";
import remarkDirective from "remark-directive";
import remarkEmoji from "remark-emoji";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";

const Fragment = Symbol("fragment");
const jsx = (type, props) => ({ type, props });
const remarkPlugins = [remarkFrontmatter, remarkDirective, remarkGfm, remarkEmoji];

function text(node) {
  if (node === null || node === undefined || typeof node === "boolean") return "";
  if (typeof node !== "object") return String(node);
  if (Array.isArray(node)) return node.map(text).join("");
  if (node.type === "br") return "\n";
  return text(node.props?.children);
}

function walk(node, into) {
  if (Array.isArray(node)) return node.forEach((child) => walk(child, into));
  if (node === null || typeof node !== "object") return undefined;
  if (typeof node.type === "string") {
    into.elements[node.type] = (into.elements[node.type] ?? 0) + 1;
    for (const name of Object.keys(node.props)) if (name !== "children") into.attributes.add(`${node.type}.${name}`);
    if (node.type === "a") into.links.push(node.props.href);
    if (/^h\d$/.test(node.type)) into.headings.push(text(node));
    if (/^(p|td|th|li|pre)$/.test(node.type)) into.texts.push(text(node));
  }
  return walk(node.props?.children, into);
}

const told = [];
for (const path of JSON.parse(readFileSync(0, "utf8"))) {
  const source = readFileSync(path, "utf8");
  const page = await evaluate(source, { jsx, jsxs: jsx, Fragment, remarkPlugins, format: "mdx" });
  const into = { path, exports: Object.keys(page), elements: {}, attributes: new Set(), links: [], headings: [], texts: [] };
  walk(page.default({}), into);
  told.push({ ...into, attributes: [...into.attributes] });
}
process.stdout.write(JSON.stringify(told));
