import { toUnicode } from "@/lib/text/tex-to-unicode";

/** An abstract in a list, in Unicode: its beginning, and what unfolds, if anything. */
export type FoldedAbstract = { head: string; rest?: string };

/** Two or three lines of a list's measure, in UTF-16 units. */
const HEAD_LENGTH = 260;

/** A rest shorter than this is shown at once instead of being folded away. */
const LEAST_REST = 100;

/**
 * Characters of abstracts on one page. Next sends each twice, as markup and as data, and a page is
 * to stay under 250 KB. Most pages have room for every abstract; else the longest lose their ends.
 */
const PAGE_LENGTH = 68_000;

/** The abstracts of a page by paper, ready to be folded; all whole where the page has room. */
export function foldAbstracts(
  papers: readonly { id: string; abstract: string }[],
): Map<string, FoldedAbstract> {
  const texts = papers.map(({ id, abstract }) => ({ id, text: toUnicode(abstract) }));
  const longest = findLongest(
    texts.map(({ text }) => text.length),
    PAGE_LENGTH,
  );
  return new Map(
    texts.map(({ id, text }) => [id, foldText(text.length > longest ? cut(text, longest) : text)]),
  );
}

function foldText(text: string): FoldedAbstract {
  if (text.length <= HEAD_LENGTH + LEAST_REST) return { head: text };
  const end = findSentenceEnd(text, HEAD_LENGTH) ?? findWordEnd(text, HEAD_LENGTH);
  const head = text.slice(0, end);
  const rest = text.slice(end).trim();
  return { head: /[.!?]$/.test(head) ? head : markCut(head), rest };
}

/** The length to cut the longest texts to, so that all together fit in `room`. */
function findLongest(lengths: readonly number[], room: number): number {
  let left = room;
  for (const [index, length] of lengths.toSorted((a, b) => a - b).entries()) {
    const share = Math.floor(left / (lengths.length - index));
    if (length > share) return share;
    left -= length;
  }
  return Number.POSITIVE_INFINITY;
}

function cut(text: string, length: number): string {
  return markCut(text.slice(0, findWordEnd(text, length)));
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
