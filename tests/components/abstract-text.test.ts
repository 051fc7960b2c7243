import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldAbstracts } from "@/components/abstract-text";

const fold = (abstract: string) => foldAbstracts([{ id: "a", abstract }]).get("a");
const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(" ");

describe("foldAbstracts", () => {
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
    expect(folded?.head).toMatch(/^word0 .* word\d+…$/);
    expect(`${folded?.head.slice(0, -1)} ${folded?.rest}`).toBe(words(100));
  });

  it("does not leave a comma before the mark of a cut", () => {
    expect(fold(Array.from({ length: 90 }, (_, i) => `w${i},`).join(" "))?.head).toMatch(/\d…$/);
  });

  it("reads TeX as Unicode", () => {
    expect(fold('Schr\\"odinger and $\\alpha \\leq 1$')?.head).toBe("Schrödinger and α ≤ 1");
  });

  it("keeps every abstract whole where the page has room", () => {
    const papers = Array.from({ length: 50 }, (_, i) => ({ id: `${i}`, abstract: words(150) }));
    const cut = [...foldAbstracts(papers).values()].filter(({ rest }) => rest?.endsWith("…"));
    expect(cut).toEqual([]);
  });

  it("cuts the longest ones only, and never beyond the room of a page", () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 900 }), {
      minLength: 1,
      maxLength: 50,
      size: "max",
    });
    fc.assert(
      fc.property(lengths, (counts) => {
        const papers = counts.map((count, i) => ({ id: `${i}`, abstract: words(count) }));
        const folded = [...foldAbstracts(papers).values()];
        const shown = folded.map(({ head, rest = "" }) => head.length + rest.length);
        expect(shown.reduce((sum, length) => sum + length, 0)).toBeLessThan(68_000 + 100);
        const whole = folded.every(({ rest }) => !rest?.endsWith("…"));
        const room = papers.reduce((sum, { abstract }) => sum + abstract.length, 0) <= 68_000;
        expect(whole).toBe(room);
      }),
      { numRuns: 30 },
    );
  });
});
