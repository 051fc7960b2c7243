import { compileTree, type Node } from "./compile";
import { LeafIndex, type LeafSpan } from "./leaf-index";
import type { Query } from "./tree";
import { foldWord, readText, type Word } from "./words";

/** What a query can be asked of. `categories` has the primary one first. */
export type MatchedDocument = { title: string; abstract: string; categories: readonly string[] };

/** A query that a document satisfies, by its place in the compiled list, and the words that did it. */
export type QueryMatch = {
  index: number;
  /** As the document writes them, first seen first, each once. Empty where only a category matched. */
  matched: string[];
};

/**
 * Compiles queries once so that each document is read once for all of them. A query is looked at
 * only where one of its anchors occurs, so the cost hardly grows with the number of queries.
 */
export function compileQueries(
  queries: readonly Query[],
): (document: MatchedDocument) => QueryMatch[] {
  const index = new LeafIndex();
  const compiled = queries.map((query) => compileTree(query, index));
  const queriesOfAnchor = listQueriesOfAnchor(compiled.map(({ anchors }) => anchors));
  const anchorless = compiled.flatMap(({ anchors }, at) => (anchors === null ? [at] : []));

  return (document) => {
    const text = readDocument(document);
    const found = index.find(text.words, text.abstractFrom);
    const candidates = new Set(anchorless);
    for (const leaf of found.keys()) {
      for (const query of queriesOfAnchor.get(leaf) ?? []) candidates.add(query);
    }
    const matches: QueryMatch[] = [];
    for (const at of [...candidates].sort((a, b) => a - b)) {
      const node = compiled[at]?.node;
      if (node === undefined) continue;
      const state = { found, categories: document.categories };
      if (!isTrue(node, state)) continue;
      const spans: LeafSpan[] = [];
      collectSpans(node, state, spans);
      matches.push({ index: at, matched: quoteSpans(spans, text) });
    }
    return matches;
  };
}

type State = { found: ReadonlyMap<number, LeafSpan[]>; categories: readonly string[] };

type DocumentText = {
  title: string;
  abstract: string;
  /** The title's words, a gap that no phrase crosses, the abstract's words. */
  words: (Word | null)[];
  /** Index in `words` of the abstract's first. */
  abstractFrom: number;
};

function readDocument(document: MatchedDocument): DocumentText {
  const title = readText(document.title);
  const abstract = readText(document.abstract);
  return {
    title: title.text,
    abstract: abstract.text,
    words: [...title.words, null, ...abstract.words],
    abstractFrom: title.words.length + 1,
  };
}

function listQueriesOfAnchor(
  anchorsOfQuery: readonly (ReadonlySet<number> | null)[],
): Map<number, number[]> {
  const queries = new Map<number, number[]>();
  for (const [query, anchors] of anchorsOfQuery.entries()) {
    for (const leaf of anchors ?? []) queries.set(leaf, [...(queries.get(leaf) ?? []), query]);
  }
  return queries;
}

function isTrue(node: Node, state: State): boolean {
  switch (node.kind) {
    case "text":
      return state.found.has(node.leaf);
    case "category":
      return node.isPrimary
        ? node.test(state.categories[0] ?? "")
        : state.categories.some((category) => node.test(category));
    case "not":
      return !isTrue(node.part, state);
    case "and":
      return node.parts.every((part) => isTrue(part, state));
    case "or":
      return node.parts.some((part) => isTrue(part, state));
  }
}

/** Gathers what made the node true: every part that is true itself, and nothing from under a `not`. */
function collectSpans(node: Node, state: State, into: LeafSpan[]): void {
  if (node.kind === "text") into.push(...(state.found.get(node.leaf) ?? []));
  if (node.kind !== "and" && node.kind !== "or") return;
  for (const part of node.parts) if (isTrue(part, state)) collectSpans(part, state, into);
}

/** Overlapping spans become one; a parenthesis inside a span cuts it, so that none is quoted open. */
function quoteSpans(spans: LeafSpan[], text: DocumentText): string[] {
  const quotes = new Map<string, string>();
  for (const { from, to } of mergeSpans(spans)) {
    const words = text.words.slice(from, to);
    const [first, last] = [words[0], words.at(-1)];
    if (!first || !last) continue;
    const source = from < text.abstractFrom ? text.title : text.abstract;
    for (const piece of source.slice(first.from, last.to).split(/[()[\]]+/)) {
      const key = readText(piece)
        .words.map((word) => foldWord(word.text))
        .join(" ");
      if (key === "" || quotes.has(key)) continue;
      quotes.set(key, piece.trim().replace(/\s+/g, " "));
    }
  }
  return [...quotes.values()];
}

function mergeSpans(spans: LeafSpan[]): LeafSpan[] {
  const merged: LeafSpan[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from < last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}
