import { listPlainPieces } from "@/lib/text/inline";
import { parseProse } from "@/lib/text/prose";

/** A sentence is preferred as the end where it fills at least this part of the space. */
const LEAST_FILLED = 0.6;
/** What ends in a full stop without ending a sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|al|etc|resp|approx|Fig|Eq|Sec|Ref|Dr|Prof|No|[A-Z])\.$/;

/**
 * The beginning of a text as plain Unicode, at most `maxChars` UTF-16 units with the "…" that marks
 * a cut. It ends at a sentence where one ends late enough, else at a word, never inside a formula.
 */
export function excerpt(tex: string, maxChars: number): string {
  const { text, isCuttable } = foldText(tex, maxChars);
  if (text.length <= maxChars) return text;
  const ends = listEnds(text, isCuttable, maxChars);
  if (ends.sentence >= maxChars * LEAST_FILLED) return text.slice(0, ends.sentence);
  if (ends.word > 0) return `${text.slice(0, ends.word).replace(/[\s,;:.–—-]+$/, "")}…`;
  return maxChars < 1 ? "" : `${cutGraphemes(text, maxChars - 1)}…`;
}

/**
 * The beginning of the text with white space folded, longer than `length` where there is more of it;
 * `isCuttable` says of each character whether it is outside formulas.
 */
function foldText(tex: string, length: number): { text: string; isCuttable: boolean[] } {
  let text = "";
  const isCuttable: boolean[] = [];
  for (const piece of listPlainPieces(parseProse(tex))) {
    const folded = piece.text.replace(/\s+/g, " ").normalize("NFC");
    const isDouble = text === "" || text.endsWith(" ");
    text += isDouble ? folded.trimStart() : folded;
    for (let at = isCuttable.length; at < text.length; at++) isCuttable.push(!piece.isFormula);
    if (text.trimEnd().length > length) break;
  }
  return { text: text.trimEnd(), isCuttable };
}

function listEnds(text: string, isCuttable: boolean[], maxChars: number) {
  const ends = { sentence: 0, word: 0 };
  for (let at = 1; at <= maxChars && at < text.length; at++) {
    if (text[at] !== " " || !isCuttable[at]) continue;
    if (at < maxChars) ends.word = at;
    const before = text.slice(Math.max(0, at - 12), at);
    const endsSentence = /[.!?]["”’)\]]*$/.test(before) && !ABBREVIATION.test(before);
    if (endsSentence && /^ ["“‘([]?[\p{Lu}\p{N}]/u.test(text.slice(at, at + 4))) ends.sentence = at;
  }
  return ends;
}

/** At most `length` UTF-16 units, whole letters with their accents. */
function cutGraphemes(text: string, length: number): string {
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text.slice(0, length + 20))) {
    if (index + segment.length > length) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
