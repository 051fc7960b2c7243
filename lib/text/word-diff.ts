import { findEdits } from "@/lib/text/edit-script";
import type { Word } from "@/lib/text/words";

/** A stretch of words that both texts have, only the earlier, or only the later. */
export type Change = { kind: "kept" | "removed" | "added"; words: Word[] };

/** Bounds of the work; a comparison beyond them says that all between the ends was replaced. */
export type DiffLimits = { mostWords: number; mostEdits: number };

const LIMITS: DiffLimits = { mostWords: 20_000, mostEdits: 1000 };

/** Words in common that say nothing when all around them changed: "of the". */
const MOST_STRAY_WORDS = 3;

/**
 * What changed from one text to another, word by word, the removed before the added. The kept and
 * the removed words are those of the earlier text in their order, the kept and the added those of
 * the later. Words are the same when they read the same, however they were written in TeX.
 */
export function diffWords(
  before: readonly Word[],
  after: readonly Word[],
  limits: DiffLimits = LIMITS,
): Change[] {
  const [a, b] = numberWords(before, after);
  const start = countCommonStart(a, b);
  const end = countCommonEnd(a, b, start);
  const [middleA, middleB] = [a.subarray(start, a.length - end), b.subarray(start, b.length - end)];
  const isBounded = middleA.length + middleB.length <= limits.mostWords;
  const matches = (isBounded ? findEdits(middleA, middleB, limits.mostEdits) : null) ?? [];
  const common = [
    ...Array.from({ length: start }, (_, index) => [index, index] as const),
    ...matches.map(([i, j]) => [i + start, j + start] as const),
    ...Array.from(
      { length: end },
      (_, index) => [a.length - end + index, b.length - end + index] as const,
    ),
  ];
  return listChanges(joinStrays(cutHunks(before, after, common)));
}

/** Whether the two texts read the same. */
export function isSameText(changes: readonly Change[]): boolean {
  return changes.every(({ kind }) => kind === "kept");
}

/** The same number for words that read the same and stand the same way. */
function numberWords(...texts: (readonly Word[])[]): [Int32Array, Int32Array] {
  const numbers = new Map<string, number>();
  const [a = new Int32Array(), b = new Int32Array()] = texts.map((words) =>
    Int32Array.from(words, ({ text, isGlued }, index) => {
      const key = isGlued && index > 0 ? `+${text}` : ` ${text}`;
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    }),
  );
  return [a, b];
}

function countCommonStart(a: Int32Array, b: Int32Array): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count++;
  return count;
}

function countCommonEnd(a: Int32Array, b: Int32Array, start: number): number {
  let count = 0;
  const most = Math.min(a.length, b.length) - start;
  while (count < most && a[a.length - 1 - count] === b[b.length - 1 - count]) count++;
  return count;
}

/** What was replaced by what, and the words in common that follow, as both texts have them. */
type Hunk = { removed: Word[]; added: Word[]; kept: { before: Word[]; after: Word[] } };

function cutHunks(
  before: readonly Word[],
  after: readonly Word[],
  common: readonly (readonly [number, number])[],
): Hunk[] {
  const hunks: Hunk[] = [];
  let [nextA, nextB] = [0, 0];
  for (const [i, j] of [...common, [before.length, after.length] as const]) {
    const last = hunks.at(-1);
    const isNext = i === nextA && j === nextB;
    const hunk =
      last && isNext
        ? last
        : {
            removed: before.slice(nextA, i),
            added: after.slice(nextB, j),
            kept: { before: [], after: [] },
          };
    if (hunk !== last) hunks.push(hunk);
    hunk.kept.before.push(...before.slice(i, i + 1));
    hunk.kept.after.push(...after.slice(j, j + 1));
    [nextA, nextB] = [i + 1, j + 1];
  }
  return hunks;
}

/** A few words in common amid longer changes make a reader jump; they are told with the change. */
function joinStrays(hunks: readonly Hunk[]): Hunk[] {
  const joined: Hunk[] = [];
  for (const hunk of hunks) {
    const last = joined.at(-1);
    if (!last || !isStray(last, hunk)) {
      joined.push(hunk);
      continue;
    }
    last.removed.push(...last.kept.before, ...hunk.removed);
    last.added.push(...last.kept.after, ...hunk.added);
    last.kept = hunk.kept;
  }
  return joined;
}

function isStray(hunk: Hunk, next: Hunk): boolean {
  const { after } = hunk.kept;
  if (after.length > MOST_STRAY_WORDS || after.some(({ tex }) => tex !== null)) return false;
  return after.length < sizeOf(hunk) && after.length < sizeOf(next);
}

function sizeOf({ removed, added }: Hunk): number {
  return Math.max(removed.length, added.length);
}

function listChanges(hunks: readonly Hunk[]): Change[] {
  return hunks
    .flatMap(({ removed, added, kept }): Change[] => [
      { kind: "removed", words: removed },
      { kind: "added", words: added },
      { kind: "kept", words: kept.after },
    ])
    .filter(({ words }) => words.length > 0);
}
