/** An abstract in a list, in Unicode: its beginning, and what unfolds, if anything. */
export type FoldedAbstract = { head: string; rest?: string };

/** Two or three lines of a list's measure, in UTF-16 units. */
const HEAD_LENGTH = 260;

/** A rest shorter than this is shown at once instead of being folded away. */
const LEAST_REST = 100;

/** An abstract, given in Unicode, ready to be folded. Nothing of it is left out. */
export function foldAbstract(text: string): FoldedAbstract {
  if (text.length <= HEAD_LENGTH + LEAST_REST) return { head: text };
  const end = findSentenceEnd(text, HEAD_LENGTH) ?? findWordEnd(text, HEAD_LENGTH);
  const head = text.slice(0, end);
  const rest = text.slice(end).trim();
  return { head: /[.!?]$/.test(head) ? head : markCut(head), rest };
}

function markCut(text: string): string {
  return `${text.replace(/[\s,;:–—-]+$/, "")}…`;
}

/** The last end of a sentence in the second half of the first `length` characters. */
function findSentenceEnd(text: string, length: number): number | null {
  const ends = [...text.slice(0, length).matchAll(/[\p{Ll}\d)][.!?](?= \p{Lu})/gu)];
  const last = ends.findLast(({ index }) => index > length / 2);
  return last ? last.index + 2 : null;
}

/** The end of the last whole word, at most `length`; a text without spaces is cut anywhere. */
function findWordEnd(text: string, length: number): number {
  const space = text.lastIndexOf(" ", length);
  return space > length / 2 ? space : length;
}
