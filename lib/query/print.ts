import type { CategoryLeaf, Query, TextLeaf } from "./tree";

/** The canonical text of a tree: parsing it gives the same tree again. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case "or":
      return query.parts.map(printQuery).join(" OR ");
    case "and":
      return query.parts.map((part) => printInside(part, ["or"])).join(" ");
    case "not":
      return `-${printInside(query.part, ["or", "and"])}`;
    default:
      return printLeaf(query);
  }
}

function printInside(part: Query, needsParentheses: readonly Query["kind"][]): string {
  return needsParentheses.includes(part.kind) ? `(${printQuery(part)})` : printQuery(part);
}

function printLeaf(leaf: TextLeaf | CategoryLeaf): string {
  const field = leaf.field === null ? "" : `${leaf.field}:`;
  switch (leaf.kind) {
    case "category":
      return `${field}${leaf.code}`;
    case "word":
      return `${field}${leaf.word}`;
    case "prefix":
      return `${field}${leaf.prefix}*`;
    case "phrase":
      return `${field}"${leaf.words.join(" ")}"`;
    case "exact":
      return leaf.words.length === 1
        ? `${field}=${leaf.words.join(" ")}`
        : `${field}="${leaf.words.join(" ")}"`;
  }
}
