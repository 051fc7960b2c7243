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
  leaves: ReadonlySet<number>;
  /** Whether no document can match in which none of the leaves occurs. */
  needsWord: boolean;
};

/** Compiles one tree, adding its text leaves to the index that is shared by all trees. */
export function compileTree(query: Query, index: LeafIndex): CompiledTree {
  const leaves = new Set<number>();
  return { node: compileNode(query, index, leaves), leaves, needsWord: needsWord(query) };
}

function compileNode(query: Query, index: LeafIndex, leaves: Set<number>): Node {
  switch (query.kind) {
    case "category":
      return {
        kind: "category",
        isPrimary: query.field === "primary",
        test: testCategory(query.code),
      };
    case "not":
      return { kind: "not", part: compileNode(query.part, index, leaves) };
    case "and":
    case "or":
      return {
        kind: query.kind,
        parts: query.parts.map((part) => compileNode(part, index, leaves)),
      };
    default: {
      const leaf = index.addLeaf(query);
      leaves.add(leaf);
      return { kind: "text", leaf };
    }
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

function needsWord(query: Query): boolean {
  switch (query.kind) {
    case "category":
    case "not":
      return false;
    case "and":
      return query.parts.some(needsWord);
    case "or":
      return query.parts.every(needsWord);
    default:
      return true;
  }
}
