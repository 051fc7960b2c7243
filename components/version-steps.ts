import type { PaperDetails, VersionText } from "@/lib/read/paper";
import { displayName } from "@/lib/text/author-name";
import { type Change, diffWords, isSameText } from "@/lib/text/word-diff";
import { cutWords } from "@/lib/text/words";

/** What became of a list. A list that has the same members in another order is only reordered. */
export type ListChange = { added: string[]; removed: string[]; isReordered: boolean };

/** From one version whose text is known to the next such; what did not change is null. */
export type VersionStep = {
  from: number;
  to: number;
  title: Change[] | null;
  abstract: Change[] | null;
  authors: ListChange | null;
  categories: ListChange | null;
  /** Both by code, where the primary category is another one. */
  primary: { before: string; after: string } | null;
  comment: Change[] | null;
  /** Whether the later one is a withdrawal, where that differs. */
  isWithdrawn: boolean | null;
};

/** The steps of a paper, the newest first, and the versions of which no text is known. */
export function listSteps(paper: PaperDetails): { steps: VersionStep[]; unknown: number[] } {
  const said = new Map<number, VersionText>([[paper.version, paper]]);
  for (const { number, text } of paper.versions) {
    if (text && number < paper.version) said.set(number, text);
  }
  const numbers = [...said.keys()].sort((a, b) => b - a);
  const steps = numbers.slice(1).flatMap((from, index) => {
    const to = numbers[index] ?? paper.version;
    const [before, after] = [said.get(from), said.get(to)];
    return before && after ? [{ from, to, ...compareTexts(before, after) }] : [];
  });
  const all = Array.from({ length: paper.version - 1 }, (_, index) => index + 1);
  return { steps, unknown: all.filter((number) => !said.has(number)) };
}

/** Sources that do not know the authors, the comment or all categories say nothing of a change. */
function compareTexts(before: VersionText, after: VersionText): Omit<VersionStep, "from" | "to"> {
  const areComplete = before.isComplete && after.isComplete;
  const areNamed = before.authors.length > 0 && after.authors.length > 0;
  const [oldCodes, newCodes] = [codesOf(before), codesOf(after)];
  const [oldPrimary = "", newPrimary = ""] = [oldCodes[0], newCodes[0]];
  const categories = areComplete ? compareLists(oldCodes, newCodes) : null;
  return {
    title: compareTex(before.title, after.title),
    abstract: compareTex(before.abstract, after.abstract),
    authors: areNamed
      ? compareLists(before.authors.map(displayName), after.authors.map(displayName))
      : null,
    categories: categories?.isReordered ? null : categories,
    primary:
      areComplete && oldPrimary !== newPrimary ? { before: oldPrimary, after: newPrimary } : null,
    comment: areComplete ? compareTex(before.comment ?? "", after.comment ?? "") : null,
    isWithdrawn: before.isWithdrawn === after.isWithdrawn ? null : after.isWithdrawn,
  };
}

function codesOf({ categories }: VersionText): string[] {
  return categories.map(({ code }) => code);
}

function compareTex(before: string, after: string): Change[] | null {
  if (before === after) return null;
  const changes = diffWords(cutWords(before), cutWords(after));
  return isSameText(changes) ? null : changes;
}

/** A name that stands twice counts twice. */
function compareLists(before: readonly string[], after: readonly string[]): ListChange | null {
  const [added, removed] = [missingFrom(before, after), missingFrom(after, before)];
  const isChanged = added.length > 0 || removed.length > 0;
  const isReordered = !isChanged && before.some((name, index) => name !== after[index]);
  return isChanged || isReordered ? { added, removed, isReordered } : null;
}

function missingFrom(known: readonly string[], names: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const name of known) left.set(name, (left.get(name) ?? 0) + 1);
  return names.filter((name) => {
    const count = left.get(name) ?? 0;
    left.set(name, count - 1);
    return count <= 0;
  });
}
