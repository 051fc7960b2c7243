import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldAbstract as fold } from "@/components/abstract-text";

const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(" ");

describe("foldAbstract", () => {
  it("leaves a short abstract whole", () => {
    expect(fold("A short one. With two sentences.")).toEqual({
      head: "A short one. With two sentences.",
    });
  });

  it("ends the beginning with a sentence where one ends late enough", () => {
    const first = `${words(30)} end.`;
    expect(fold(`${first} Then ${words(80)}.`)).toEqual({
      head: first,
      rest: `Then ${words(80)}.`,
    });
  });

  it("ends it after a word otherwise, and marks the cut", () => {
    const folded = fold(words(100));
    expect(folded.head).toMatch(/^word0 .* word\d+…$/);
    expect(`${folded.head.slice(0, -1)} ${folded.rest}`).toBe(words(100));
  });

  it("does not leave a comma before the mark of a cut", () => {
    expect(fold(Array.from({ length: 90 }, (_, i) => `w${i},`).join(" ")).head).toMatch(/\d…$/);
  });

  it("loses no word of any length of text", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), (count) => {
        const { head, rest = "" } = fold(words(count));
        expect(`${head.replace(/…$/, "")} ${rest}`.trim()).toBe(words(count));
      }),
      { numRuns: 30 },
    );
  });
});
