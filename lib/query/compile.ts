import type { LeafIndex } from "./leaf-index";
import type { Query } from "./tree";

/** A query's tree with its text leaves replaced by their numbers in a `LeafIndex`. */
export type Node =
  | { kind: "text"; leaf: number }
  | { kind: "category"; isPrimary: boolean; test: (code: string) => boolean }
  | { kind: "not"; part: Node }
  | { kind: "and" | "or"; parts: Node[] };

export type CompiledTree = {
  node: Node;
  /** Leaves of which at least one occurs in every document that matches; null where there are none. */
  anchors: ReadonlySet<number> | null;
};

/** Compiles one tree, adding its text leaves to the index that is shared by all trees. */
export function compileTree(query: Query, index: LeafIndex): CompiledTree {
  const node = compileNode(query, index);
  const anchors = findAnchors(node);
  return { node, anchors: anchors === null ? null : new Set(anchors) };
}

function compileNode(query: Query, index: LeafIndex): Node {
  switch (query.kind) {
    case "category":
      return {
        kind: "category",
        isPrimary: query.field === "primary",
        test: testCategory(query.code),
      };
    case "not":
      return { kind: "not", part: compileNode(query.part, index) };
    case "and":
    case "or":
      return {
        kind: query.kind,
        parts: query.parts.map((part) => compileNode(part, index)),
      };
    default:
      return { kind: "text", leaf: index.addLeaf(query) };
  }
}

/** `cs` means the archive and all its classes; `cs.LG` itself. Letter case does not matter. */
function testCategory(code: string): (category: string) => boolean {
  const wanted = code.toLowerCase();
  const inArchive = `${wanted}.`;
  return (category) => {
    const given = category.toLowerCase();
    return given === wanted || (!wanted.includes(".") && given.startsWith(inArchive));
  };
}

/** All parts of an `and` must hold, so the first that has anchors will do: people name the thing first. */
function findAnchors(node: Node): number[] | null {
  switch (node.kind) {
    case "text":
      return [node.leaf];
    case "category":
    case "not":
      return null;
    case "and":
      return node.parts.map(findAnchors).find((anchors) => anchors !== null) ?? null;
    case "or": {
      const anchors = node.parts.map(findAnchors);
      return anchors.includes(null) ? null : anchors.flatMap((part) => part ?? []);
    }
  }
}
