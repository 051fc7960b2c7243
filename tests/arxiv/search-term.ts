import type { PaperView } from "./papers.ts";

type Matcher = (paper: PaperView) => boolean;

/** The texts that each of the API's field prefixes looks at (info.arxiv.org/help/api/user-manual). */
const FIELDS: Record<string, (paper: PaperView) => readonly (string | null)[]> = {
  ti: ({ title }) => [title],
  au: ({ authors }) => authors.map(({ name }) => name),
  abs: ({ abstract }) => [abstract],
  co: ({ comment }) => [comment],
  jr: ({ journalRef }) => [journalRef],
  rn: () => [],
  doi: ({ doi }) => [doi],
  all: (paper) => [
    paper.id,
    paper.title,
    paper.abstract,
    paper.comment,
    paper.journalRef,
    ...paper.authors.map(({ name }) => name),
    ...paper.categories,
  ],
};

/**
 * A matcher for one field and its value, or null for an unknown field. Words match whole words
 * without regard to case and accents, `*` at the end any ending; `_` stands for a space, as in
 * `au:del_maestro`. arXiv's stemming is not simulated.
 */
export function matchTerm(field: string, value: string): Matcher | null {
  const text = value.replace(/^"(.*)"$/s, "$1");
  if (field === "cat") return matchCategory(text);
  if (field === "id" || field === "id_list") return ({ id }) => id === text.replace(/v\d+$/, "");
  const read = FIELDS[field];
  if (!read) return null;
  const isPrefix = text.endsWith("*");
  const phrase = ` ${foldText(text.replaceAll("_", " "))}${isPrefix ? "" : " "}`;
  if (phrase.trim() === "") return () => false;
  return (paper) => read(paper).some((part) => part && ` ${foldText(part)} `.includes(phrase));
}

/**
 * A matcher for `submittedDate:[YYYYMMDDHHMM TO YYYYMMDDHHMM]` in GMT, both ends included, or null
 * where it cannot be read. `lastUpdatedDate` silently means the same: arXiv's service rewrites it.
 */
export function parseDateRange(field: string, value: string): Matcher | null {
  if (field !== "submittedDate" && field !== "lastUpdatedDate") return null;
  const [, from, to] = /^\[\s*(\d{8,14})\s+TO\s+(\d{8,14})\s*\]$/.exec(value) ?? [];
  if (!from || !to) return null;
  // Whole digits compare like instants; an end without seconds takes in its whole minute.
  const [start, end] = [from.padEnd(14, "0"), to.padEnd(12, "0").padEnd(14, "9")];
  return ({ firstSubmittedAt }) => {
    const submitted = firstSubmittedAt.toISOString().replace(/\D/g, "").slice(0, 14);
    return submitted >= start && submitted <= end;
  };
}

/** Categories match by their own name only: an alias finds nothing, as with the real API. */
function matchCategory(pattern: string): Matcher {
  if (pattern.endsWith("*")) {
    const start = pattern.slice(0, -1);
    return ({ categories }) => categories.some((category) => category.startsWith(start));
  }
  return ({ categories }) => categories.includes(pattern);
}

function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
