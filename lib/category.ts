/**
 * arXiv's subject classes: which codes there are, and which of them mean the same subject.
 * Source of the facts: arxiv-base, arxiv/taxonomy/definitions.py (read at 0f94fa0).
 */
import { ARCHIVE_NAMES, CATEGORY_NAMES } from "@/lib/category-names";
import { CLOSED_ARCHIVES } from "@/lib/closed-archives";

/** The categories that are followed where nobody chose others. */
export const DEFAULT_CATEGORIES = ["cs.LG", "cs.CL", "cs.CV", "cs.AI", "stat.ML"] as const;

/** The official name of a category or an archive (`cs.LG`, `cs`), or null where there is none. */
export function categoryName(code: string): string | null {
  return (
    CATEGORY_NAMES.get(code) ?? ARCHIVE_NAMES.get(code) ?? CLOSED_ARCHIVES.get(code)?.name ?? null
  );
}

/** Whether `code` is an official category, closed ones included; case counts, an archive is none. */
export function isCategory(code: string): boolean {
  return CATEGORY_NAMES.has(code) || CLOSED_ARCHIVES.has(code);
}

/**
 * The code in use for what a person typed, or null where it is no category: `CS.lg` is `cs.LG`, the
 * alias `cs.NA` is `math.NA`, the closed archive `cmp-lg` is `cs.CL`.
 */
export function canonicalCategory(text: string): string | null {
  const code = BY_LOWER_CASE.get(text.trim().toLowerCase());
  return code ? (ALIASES.get(code) ?? CLOSED_ARCHIVES.get(code)?.successor ?? code) : null;
}

/**
 * Every code arXiv files the same subject under, the canonical one first: `math.NA` and `cs.NA` for
 * either of them. arXiv's search knows some papers by only one of a pair.
 */
export function aliasesOf(code: string): string[] {
  const canonical = ALIASES.get(code) ?? code;
  const others = [...ALIASES].filter(([, target]) => target === canonical);
  return [canonical, ...others.map(([alias]) => alias)];
}

/** The archive a category belongs to: `cs` for `cs.LG`, `hep-th` for `hep-th`. */
export function archiveOf(code: string): string {
  return code.split(".", 1)[0] ?? code;
}

/** Two names of one subject: from the alias to the code in use. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["math.MP", "math-ph"],
  ["stat.TH", "math.ST"],
  ["math.IT", "cs.IT"],
  ["q-fin.EC", "econ.GN"],
  ["cs.SY", "eess.SY"],
  ["cs.NA", "math.NA"],
]);

const BY_LOWER_CASE: ReadonlyMap<string, string> = new Map(
  [...CATEGORY_NAMES.keys(), ...CLOSED_ARCHIVES.keys()].map((code) => [code.toLowerCase(), code]),
);
