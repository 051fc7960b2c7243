/**
 * The tree of a query. A field is carried by each leaf, so `ti:(a OR b)` and `ti:a OR ti:b` are one
 * tree, and no compiler needs to remember which group it is in.
 */

/** Fields made of text. `ti` is the title, `abs` the abstract; null means either. */
export const TEXT_FIELDS = ["ti", "abs"] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** Fields made of category codes. `cat` is any category of the paper, `primary` its first. */
export const CATEGORY_FIELDS = ["cat", "primary"] as const;
export type CategoryField = (typeof CATEGORY_FIELDS)[number];

/** Where a node stands in the query's text: UTF-16 offsets, the end exclusive. */
export type Span = { from: number; to: number };

/** What a paper's text must contain, in the title, the abstract or (null) either of them. */
export type TextLeaf = { field: TextField | null; at: Span } & (
  | { kind: "word"; word: string }
  | { kind: "phrase"; words: string[] }
  | { kind: "exact"; words: string[] }
  | { kind: "prefix"; prefix: string }
);

/** A category (`cs.LG`) or a whole archive (`cs`). */
export type CategoryLeaf = { kind: "category"; field: CategoryField; code: string; at: Span };

/**
 * `word`, `phrase` and `prefix` hold folded words (lower case, no accents), `exact` holds them as
 * typed. A phrase has two words or more; `and` and `or` have two parts or more and never hold their
 * own kind; `not` never holds `not`.
 */
export type Query =
  | TextLeaf
  | CategoryLeaf
  | { kind: "not"; part: Query; at: Span }
  | { kind: "and"; parts: Query[]; at: Span }
  | { kind: "or"; parts: Query[]; at: Span };
