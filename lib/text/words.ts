import { formulaText } from "@/lib/text/formula-text";
import type { Inline } from "@/lib/text/inline";
import { plainText } from "@/lib/text/inline";
import { parseProse } from "@/lib/text/prose";

/**
 * A word of a text, or the punctuation before or after one, or a whole formula, as Unicode; `tex` is
 * the formula's source. What is glued follows the word before it without a space.
 */
export type Word = { text: string; tex: string | null; isGlued: boolean };

/** Formulas per text that keep their source; the rest are their Unicode. No abstract comes near. */
const MOST_FORMULAS = 400;

/** Cuts a text with TeX in it into its words. Footnotes stand in parentheses. Never throws; linear. */
export function cutWords(tex: string): Word[] {
  const cutter = new WordCutter();
  cutter.readParts(parseProse(tex));
  return cutter.words;
}

/** The text that these words are of, white space folded. */
export function spellWords(words: readonly Word[]): string {
  let text = "";
  for (const word of words) text += text === "" || word.isGlued ? word.text : ` ${word.text}`;
  return text;
}

class WordCutter {
  readonly words: Word[] = [];
  private isGlued = false;
  private formulasLeft = MOST_FORMULAS;

  readParts(parts: readonly Inline[]): void {
    for (const part of parts) {
      if (part.kind === "text") this.readText(part.text);
      else if (part.kind === "formula") this.readFormula(part);
      else if (part.kind === "note") {
        this.readText(" (");
        this.readParts(part.children);
        this.readText(")");
      } else if (part.kind === "styled" && (part.style === "sup" || part.style === "sub")) {
        this.readText(plainText([part]));
      } else this.readParts(part.children);
    }
  }

  private readText(text: string): void {
    for (const [chunk] of text.normalize("NFC").matchAll(/\s+|\S+/g)) {
      if (/^\s/.test(chunk)) this.isGlued = false;
      else for (const piece of splitChunk(chunk)) this.push(piece, null);
    }
  }

  private readFormula({ tex, isDisplay }: { tex: string; isDisplay: boolean }): void {
    const text = formulaText(tex).replace(/\s+/g, " ").trim() || tex.trim();
    if (isDisplay) this.isGlued = false;
    this.push(text, this.formulasLeft-- > 0 ? tex : null);
    if (isDisplay) this.isGlued = false;
  }

  private push(text: string, tex: string | null): void {
    if (text === "") return;
    this.words.push({ text, tex, isGlued: this.isGlued && this.words.length > 0 });
    this.isGlued = true;
  }
}

/** Punctuation before a word, the word, and punctuation after it. */
function splitChunk(chunk: string): string[] {
  const start = chunk.search(/\P{P}/u);
  if (start < 0) return [chunk];
  let end = chunk.length;
  while (/\p{P}/u.test(chunk[end - 1] ?? "")) end--;
  return [chunk.slice(0, start), chunk.slice(start, end), chunk.slice(end)];
}
