import fc from "fast-check";
import { CATEGORY_FIELDS, type Query, TEXT_FIELDS } from "@/lib/query/tree";

const at = { from: 0, to: 0 };
const field = fc.constantFrom(null, ...TEXT_FIELDS);
const word = fc.constantFrom("or", "and", "zero", "3d", "ti", "naive", "ı", "ø", "한글", "модель");
const spelling = fc.constantFrom("ZeRO", "OR", "AND", "naïve", "3DGS", "İ", "ti");
const words = fc.array(word, { minLength: 2, maxLength: 4 });

const leaf: fc.Arbitrary<Query> = fc.oneof(
  fc.record({ kind: fc.constant("word" as const), field, word, at: fc.constant(at) }),
  fc.record({ kind: fc.constant("phrase" as const), field, words, at: fc.constant(at) }),
  fc.record({
    kind: fc.constant("exact" as const),
    field,
    words: fc.array(spelling, { minLength: 1, maxLength: 3 }),
    at: fc.constant(at),
  }),
  fc.record({
    kind: fc.constant("prefix" as const),
    field,
    prefix: fc.constantFrom("quanti", "or", "3d"),
    at: fc.constant(at),
  }),
  fc.record({
    kind: fc.constant("category" as const),
    field: fc.constantFrom(...CATEGORY_FIELDS),
    code: fc.constantFrom("cs", "cs.LG", "hep-th", "cond-mat.soft", "math.NA"),
    at: fc.constant(at),
  }),
);

/** Trees as the parser makes them: no `and` in `and`, no `or` in `or`, no `not` in `not`. */
export const queryTrees: fc.Arbitrary<Query> = fc.letrec<{ node: Query }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc
      .tuple(
        fc.constantFrom("and" as const, "or" as const),
        fc.array(tie("node"), { minLength: 2, maxLength: 4 }),
      )
      .map(
        ([kind, parts]): Query => ({
          kind,
          parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])),
          at,
        }),
      ),
    tie("node").map((part): Query => (part.kind === "not" ? part.part : { kind: "not", part, at })),
  ),
})).node;

/** The tree without the places of its parts, for comparing. */
export function withoutPlaces(tree: Query): unknown {
  return JSON.parse(JSON.stringify(tree, (key, value) => (key === "at" ? undefined : value)));
}
