import { renderFormula } from "@/lib/text/formula-html";
import { escapeHtml } from "@/lib/text/html-escape";
import type { Word } from "@/lib/text/words";

/**
 * Words as safe HTML for the inside of a paragraph, formulas set as MathML; one that cannot be set
 * shows its source. Never throws.
 */
export function renderWords(words: readonly Word[]): string {
  let html = "";
  for (const word of words) {
    const text =
      word.tex === null
        ? escapeHtml(word.text)
        : renderFormula({ tex: word.tex, isDisplay: false, math: "mathml" });
    html += html === "" || word.isGlued ? text : ` ${text}`;
  }
  return html;
}
