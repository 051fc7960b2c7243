import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerpt } from "@/lib/text/excerpt";

describe("excerpt", () => {
  it("returns a short text whole, in Unicode", () => {
    expect(excerpt('The  Schr\\"odinger\nequation in $L^2$.', 100)).toBe(
      "The Schrödinger equation in L².",
    );
  });

  it("ends at a sentence where one ends late enough", () => {
    const text = "We study graphs and their colourings. They are hard to find in practice.";
    expect(excerpt(text, 50)).toBe("We study graphs and their colourings.");
  });

  it("ends at a word, marked, where no sentence ends late enough", () => {
    const text = "Yes. We study graphs, their colourings and everything else there is.";
    expect(excerpt(text, 24)).toBe("Yes. We study graphs…");
  });

  it("does not take an abbreviation for the end of a sentence", () => {
    const text = "We follow the method of Smith et al. Their bound is tight in all cases.";
    expect(excerpt(text, 40)).toBe("We follow the method of Smith et al…");
  });

  it("never cuts inside a formula", () => {
    const text = "We show that $a = b + c$ for all the cases of interest.";
    expect(excerpt(text, 18)).toBe("We show that…");
    expect(excerpt(text, 22)).toBe("We show that a = b+c…");
  });

  it("cuts a single long word between letters, not within one", () => {
    expect(excerpt("e\u0301".repeat(30), 6)).toBe("ééééé…");
    expect(excerpt("😀".repeat(30), 6)).toBe("😀😀…");
  });

  it("keeps to the length asked for, whatever the text", () => {
    const texts = fc.string({ unit: "grapheme", maxLength: 200 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 120 }), (text, length) => {
        expect(excerpt(text, length).length).toBeLessThanOrEqual(length);
      }),
    );
  });
});
