import { describe, expect, it } from "vitest";
import { foldWord, readText, stemWord } from "@/lib/query/words";

const wordsOf = (text: string) => readText(text).words.map((word) => word.text);

describe("the words of a text", () => {
  it("are cut at anything that is not a letter or a digit", () => {
    expect(wordsOf("Zeroth-order (MeZO), GPT-4o & 3D/2D–views")).toEqual([
      "Zeroth",
      "order",
      "MeZO",
      "GPT",
      "4o",
      "3D",
      "2D",
      "views",
    ]);
  });

  it("lose a possessive s but no other apostrophe's letters", () => {
    expect(wordsOf("Parkinson's model’s don't")).toEqual(["Parkinson", "model", "don", "t"]);
  });

  it("survive TeX accents, guarded letters and font commands", () => {
    expect(wordsOf(String.raw`Schr{\"o}dinger, Erd\H{o}s, na\"{\i}ve, \O rsted`)).toEqual([
      "Schrödinger",
      "Erdős",
      "naïve",
      "Ørsted",
    ]);
    expect(wordsOf(String.raw`\textbf{M}ixture \emph{of} {E}xperts`)).toEqual([
      "Mixture",
      "of",
      "Experts",
    ]);
    expect(wordsOf(String.raw`$\infty$Bench at $O(1/\sqrt{T})$`)).toEqual([
      "infty",
      "Bench",
      "at",
      "O",
      "1",
      "sqrt",
      "T",
    ]);
  });

  it("say where they stand in the text that was read", () => {
    const { text, words } = readText("ﬁne-tuning");
    expect(text).toBe("fine-tuning");
    expect(words.map(({ from, to }) => text.slice(from, to))).toEqual(["fine", "tuning"]);
  });

  it("are compared without case and accents", () => {
    expect(["Poincaré", "ZeRO", "İstanbul"].map(foldWord)).toEqual([
      "poincare",
      "zero",
      "istanbul",
    ]);
  });

  it("are stemmed as the english dictionary of PostgreSQL does", () => {
    expect(
      ["quantization", "pruning", "hallucinations", "tts", "4o", "статьи"].map(stemWord),
    ).toEqual(["quantiz", "prune", "hallucin", "tts", "4o", "статьи"]);
  });
});
