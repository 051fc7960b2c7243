import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { MAX_QUERY_DEPTH, MAX_QUERY_LEAVES, MAX_QUERY_LENGTH, parseQuery } from "@/lib/query/parse";
import { printQuery } from "@/lib/query/print";
import { QueryError } from "@/lib/query/query-error";
import type { Query } from "@/lib/query/tree";
import { queryTrees, withoutPlaces } from "./trees";

const canonical = (query: string) => printQuery(parseQuery(query));

function errorOf(query: string): QueryError {
  try {
    parseQuery(query);
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
  throw new Error(`${query} was understood`);
}

describe("a query", () => {
  it("requires all words, with OR binding weaker than standing together", () => {
    expect(canonical("a  b OR c AND d")).toBe("a b OR c d");
    expect(canonical("(a OR b) (c d)")).toBe("(a OR b) c d");
  });

  it("reads a hyphenated word as a phrase and a phrase of one word as a word", () => {
    expect(canonical("zeroth-order")).toBe('"zeroth order"');
    expect(canonical('"Pruning"')).toBe("pruning");
  });

  it("keeps the letters of an exact word", () => {
    expect(canonical('=ZeRO ="GPT 4o" =GPT-4')).toBe('=ZeRO ="GPT 4o" ="GPT 4"');
  });

  it("excludes what stands behind a minus", () => {
    expect(canonical("-survey -(a OR b) --c")).toBe("-survey -(a OR b) c");
  });

  it("gives the field of a group to each of its parts", () => {
    expect(canonical('TI:(a OR "b c") abs:quanti*')).toBe('(ti:a OR ti:"b c") abs:quanti*');
    expect(canonical("cat:(cs.lg OR -STAT) primary:cond-mat.SOFT")).toBe(
      "(cat:cs.LG OR -cat:stat) primary:cond-mat.soft",
    );
  });

  it("knows where each part stands", () => {
    const tree = parseQuery('ab "c d" OR -e') as Query & { kind: "or" };
    expect(tree.at).toEqual({ from: 0, to: 14 });
    expect(tree.parts.map((part) => part.at)).toEqual([
      { from: 0, to: 8 },
      { from: 12, to: 14 },
    ]);
  });

  it.each([
    ["", 0, "empty"],
    ["a OR", 4, "the query ends"],
    ["OR a", 0, "OR stands"],
    ["a AND", 5, "the end"],
    ['a "b c', 2, "never closed"],
    ["a (b", 2, "never closed"],
    ["a b)", 3, "closes nothing"],
    ["a ()", 3, ") stands"],
    ["a - b", 2, "directly before"],
    ["a ++", 2, "no letter or digit"],
    ["author:hinton", 0, "The fields are ti: abs: cat: primary:"],
    ["ti: a", 0, "directly behind"],
    ["ti:(abs:a)", 4, "inside ti:"],
    ["a* b", 0, "quanti*"],
    ["cat:=cs", 4, "not a category"],
    ["cat:12", 4, "primary"],
  ])("%j is explained at its character", (query, position, hint) => {
    const error = errorOf(query);
    expect(error).toBeInstanceOf(AppError);
    expect(error.code).toBe("bad_query");
    expect(error.position).toBe(position);
    expect(error.message).toContain(hint === "primary" ? "cat:cs.LG" : hint);
    expect(error.message).toContain(`At character ${position + 1}:`);
  });

  it("is bounded in length, depth and number of words", () => {
    expect(errorOf("a".repeat(MAX_QUERY_LENGTH + 1)).message).toContain("too long");
    expect(errorOf("(".repeat(MAX_QUERY_DEPTH + 1)).message).toContain("nested");
    expect(errorOf("a ".repeat(MAX_QUERY_LEAVES + 1)).message).toContain("more than");
    expect(canonical(`${"(".repeat(MAX_QUERY_DEPTH)}a${")".repeat(MAX_QUERY_DEPTH)}`)).toBe("a");
  });

  it("printed and parsed again is the same tree", () => {
    fc.assert(
      fc.property(queryTrees, (tree) => {
        expect(withoutPlaces(parseQuery(printQuery(tree)))).toEqual(withoutPlaces(tree));
      }),
      { numRuns: 500 },
    );
  });

  it("of any characters is understood or explained, and its canonical form is stable", () => {
    const pieces = fc.constantFrom(
      ..."()\"“”-=:*' \t\n",
      "OR",
      "AND",
      "ti:",
      "cat:",
      "cs.LG",
      "\0",
      "😀",
      "ı",
      "½",
      "ﬁ",
      "\u0301",
      "한글",
      "\\'e",
      "{",
    );
    const text = fc.array(fc.oneof(pieces, fc.string({ unit: "grapheme", maxLength: 4 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        text.map((parts) => parts.join("")),
        (query) => {
          let printed: string;
          try {
            printed = canonical(query);
          } catch (error) {
            expect(error).toBeInstanceOf(QueryError);
            return;
          }
          expect(canonical(printed)).toBe(printed);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
