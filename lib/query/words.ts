import porter2 from "wink-porter2-stemmer";
import { dropTex } from "./tex";

/** One word of a text, with its offsets (UTF-16, end exclusive) into the text it was read from. */
export type Word = { text: string; from: number; to: number };

/** A text made safe to cut into words, and its words. Offsets refer to `text`, not to the raw text. */
export type ReadText = { text: string; words: Word[] };

/** Letters and digits; marks belong to the letter before them; a possessive 's belongs to nothing. */
const WORD = /([\p{L}\p{N}][\p{L}\p{N}\p{M}]*)(?:['’]s(?![\p{L}\p{N}]))?/gu;
const ASCII = /^[\0-\x7f]*$/;
const MARKS = /\p{M}+/gu;
const STEMMABLE = /^[a-z]+$/;

/** Stems kept, about 5 MB when full; most words of most papers are among the commonest 50,000. */
const STEM_CACHE_SIZE = 50_000;
const stems = new Map<string, string>();

/**
 * The words of a text in order. Anything that is not a letter or a digit separates words, so
 * "zeroth-order" is two. TeX accents and compatibility characters (the ligature "ﬁ") are resolved.
 */
export function readText(raw: string): ReadText {
  const plain = dropTex(raw);
  const text = ASCII.test(plain) ? plain : plain.normalize("NFKC");
  const words: Word[] = [];
  WORD.lastIndex = 0;
  for (let match = WORD.exec(text); match !== null; match = WORD.exec(text)) {
    const word = match[1] ?? "";
    words.push({ text: word, from: match.index, to: match.index + word.length });
  }
  return { text, words };
}

/** Lower case without accents: the form in which words are compared. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (ASCII.test(lower)) return lower;
  return lower.normalize("NFD").replace(MARKS, "").normalize("NFC");
}

/** The Porter2 stem of a folded word, as PostgreSQL's `english` dictionary gives it. Others as they are. */
export function stemWord(folded: string): string {
  if (!STEMMABLE.test(folded)) return folded;
  const known = stems.get(folded);
  if (known !== undefined) return known;
  const stem = porter2(folded);
  if (stems.size >= STEM_CACHE_SIZE) stems.clear();
  stems.set(copyWord(folded), copyWord(stem));
  return stem;
}

/** A copy that does not keep alive the whole text which the word was cut from, as V8's slices do. */
export function copyWord(word: string): string {
  return Buffer.from(word, "utf8").toString("utf8");
}
