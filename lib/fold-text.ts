/** Anything that folding would change; most texts have nothing of the kind. */
const UNFOLDED = /[\p{Cc}\uFFFE\uFFFF]|[^\S ]| {2}|^ | $/u;

/**
 * One line of text that databases, feeds and JSON accept: white space folded, control characters
 * and half surrogate pairs out.
 */
export function foldText(text: string): string {
  if (!UNFOLDED.test(text) && text.isWellFormed()) return text;
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}
