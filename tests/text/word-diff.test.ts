import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findEdits } from "@/lib/text/edit-script";
import { toUnicode } from "@/lib/text/tex-to-unicode";
import { type Change, diffWords, isSameText } from "@/lib/text/word-diff";
import { cutWords, spellWords } from "@/lib/text/words";
import { texLike } from "./html-audit";

const tex = String.raw;
const compare = (before: string, after: string, limits?: Parameters<typeof diffWords>[2]) =>
  diffWords(cutWords(before), cutWords(after), limits);

/** The text that is left without the changes of one kind. */
const without = (kind: Change["kind"], changes: readonly Change[]) =>
  spellWords(changes.filter((change) => change.kind !== kind).flatMap(({ words }) => words));

/** `[-removed-]` and `{+added+}` as one line. */
const print = (changes: readonly Change[]) =>
  changes
    .map(({ kind, words }) => {
      const text = spellWords(words);
      return kind === "kept" ? text : kind === "removed" ? `[-${text}-]` : `{+${text}+}`;
    })
    .join(" ");

/** Texts that have much in common, and any other. */
const someText = fc.oneof(
  fc
    .array(fc.constantFrom("a", "b", "c", "the", "$x^2$", ",", ".", "(d)"), { maxLength: 30 })
    .map((words) => words.join(" ")),
  fc.array(fc.constantFrom("a", "b ", "$y$", ". "), { maxLength: 30 }).map((all) => all.join("")),
  texLike,
);
const someLimits = fc.record({ mostWords: fc.nat(60), mostEdits: fc.nat(20) });

describe("the words of a text", () => {
  it("are words, the punctuation around them, and whole formulas", () => {
    const words = cutWords(
      tex`(We) show $x_i \leq \frac{1}{2}$-optimal, \emph{state-of-the-art} BERT's.`,
    );
    expect(words.map(({ text }) => text)).toEqual([
      ...["(", "We", ")", "show", "xᵢ ≤ 1/2", "-", "optimal", ","],
      ...["state-of-the-art", "BERT's", "."],
    ]);
    expect(words.map(({ tex }) => tex).filter(Boolean)).toEqual([tex`x_i \leq \frac{1}{2}`]);
  });

  it("include those of a footnote", () => {
    expect(spellWords(cutWords(tex`See\footnote{the code} now`))).toBe("See (the code) now");
  });

  it("spell the text that a list shows", () => {
    const plain = fc.string({ unit: "grapheme", maxLength: 200 });
    fc.assert(
      fc.property(plain, (text) => {
        fc.pre(!/[\\$]/.test(text));
        expect(spellWords(cutWords(text)).replace(/\s/g, "")).toBe(
          toUnicode(text).replace(/\s/g, ""),
        );
      }),
      { numRuns: 300 },
    );
    const written = tex`\emph{A}  study of $n^2$-optimal {B}ayes, \texttt{x}; H\textsubscript{2}O.`;
    expect(spellWords(cutWords(written))).toBe(toUnicode(written));
  });
});

describe("the difference of two texts", () => {
  it("loses no word of either, whatever the limits", () => {
    fc.assert(
      fc.property(someText, someText, someLimits, (before, after, limits) => {
        for (const changes of [compare(before, after), compare(before, after, limits)]) {
          expect(without("added", changes)).toBe(spellWords(cutWords(before)));
          expect(without("removed", changes)).toBe(spellWords(cutWords(after)));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("names the removed before the added, and no two stretches of a kind in a row", () => {
    fc.assert(
      fc.property(someText, someText, (before, after) => {
        const kinds = compare(before, after).map(({ kind }) => kind);
        expect(kinds.join(" ")).not.toMatch(/added removed|(\b\w+\b) \1/);
      }),
    );
  });

  it("is nothing for a text and itself", () => {
    fc.assert(
      fc.property(someText, (text) => {
        expect(isSameText(compare(text, text))).toBe(true);
      }),
    );
    expect(compare("", "")).toEqual([]);
  });

  it.each([
    [
      "one word",
      "We train a large model.",
      "We train a small model.",
      "We train a [-large-] {+small+} model .",
    ],
    ["the end", "We train.", "We train. It works.", "We train. {+It works.+}"],
    ["the beginning", "We train.", "Here we train.", "[-We-] {+Here we+} train."],
    ["all", "Old words", "New text here", "[-Old words-] {+New text here+}"],
    [
      "a formula as a whole",
      "at $n^2 + 1$ steps",
      "at $n^3 + 1$ steps",
      "at [-n²+1-] {+n³+1+} steps",
    ],
    ["a comma", "fast small model", "fast, small model", "fast {+,+} small model"],
    [
      "nothing but the TeX",
      tex`Schr\"odinger \emph{and} $\leq 3$`,
      "Schrödinger and ≤3",
      "Schrödinger and ≤3",
    ],
  ])("says what changed: %s", (_, before, after, expected) => {
    const tight = (text: string) => text.replace(/ (?=[.,])/g, "");
    expect(tight(print(compare(before, after)))).toBe(tight(expected));
  });

  it("does not pick a few common words out of what was written anew", () => {
    const changes = compare(
      "We present a careful study of the older adapters by hand.",
      "We present routed experts that of the newest make better use.",
    );
    expect(changes.map(({ kind }) => kind)).toEqual(["kept", "removed", "added", "kept"]);
  });

  it("is found with as few edits as possible", () => {
    const few = fc.array(fc.nat(3), { maxLength: 14 });
    fc.assert(
      fc.property(few, few, fc.nat(28), (before, after, mostEdits) => {
        const pairs = findEdits(Int32Array.from(before), Int32Array.from(after), mostEdits);
        const most = commonLength(before, after);
        const isWithin = before.length + after.length - 2 * most <= mostEdits;
        expect(pairs?.length ?? null).toBe(isWithin ? most : null);
        for (const [i, j] of pairs ?? []) expect(before[i]).toBe(after[j]);
      }),
      { numRuns: 1000 },
    );
  });

  it("of long texts without a word in common is that all was replaced", () => {
    const long = (word: string) =>
      Array.from({ length: 30_000 }, (_, index) => `${word}${index}`).join(" ");
    const changes = compare(`Both ${long("a")} end`, `Both ${long("b")} end`);
    expect(changes.map(({ kind, words }) => [kind, words.length])).toEqual([
      ["kept", 1],
      ["removed", 30_000],
      ["added", 30_000],
      ["kept", 1],
    ]);
  });
});

/** Length of a longest common subsequence. */
function commonLength(a: readonly number[], b: readonly number[]): number {
  const [first, ...rest] = a;
  if (first === undefined) return 0;
  const at = b.indexOf(first);
  const skipped = commonLength(rest, b);
  return at < 0 ? skipped : Math.max(skipped, 1 + commonLength(rest, b.slice(at + 1)));
}
