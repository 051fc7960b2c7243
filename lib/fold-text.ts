/**
 * One line of text that databases, feeds and JSON accept: white space folded, control characters
 * and half surrogate pairs out.
 */
export function foldText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}
