import { copyWord, foldWord, readText, stemWord } from "@/lib/query/words";

/** What of a paper can be searched for by its words. */
export type SearchedText = {
  title: string;
  abstract: string;
  authors: readonly string[];
  comment: string | null;
};

type Weight = "A" | "B" | "C" | "D";

/** PostgreSQL refuses lexemes over 2,046 bytes; a UTF-16 unit takes three bytes at most. */
const LONGEST_LEXEME = 600;
/** Bytes of lexemes in one vector, estimated from above; PostgreSQL refuses 1 MB. */
const LARGEST_VECTOR = 1_000_000;
/** PostgreSQL's last position; all words behind it share it, so they are found, but in no phrase. */
const LAST_POSITION = 16_383;
/** Spellings in one generation of the cache; both together take about 8 MB when full. */
const GENERATION = 25_000;
const CAPITAL_INSIDE = /.\p{Lu}/u;

/**
 * A paper's words in the text form of a `tsvector`. Every word, stop words too, stands at its
 * position as its stem; title A, abstract B, comment D; names of authors are folded and unstemmed, C.
 * A word whose capitals carry meaning (ZeRO, GPT) has a second lexeme `/ZeRO` at the same position.
 * One position stays empty between title and abstract and between two authors, so that no phrase
 * crosses from one to the other. Lexemes are letters and digits behind at most one slash, so
 * nothing needs quoting.
 */
export function searchVector({ title, abstract, authors, comment }: SearchedText): string {
  const vector = new Vector();
  vector.add(title, "A", stemLexemes);
  vector.add(abstract, "B", stemLexemes);
  for (const author of authors) vector.add(author, "C", nameLexemes);
  if (comment !== null) vector.add(comment, "D", stemLexemes);
  return vector.print();
}

/** The lexeme under which every form of a folded word is found. */
export function stemLexeme(folded: string): string {
  return limitLexeme(stemWord(folded));
}

/** The lexeme of exactly this spelling, or null where the vector has none: it has no capital inside. */
export function spellingLexeme(word: string): string | null {
  return CAPITAL_INSIDE.test(word) ? limitLexeme(`/${word}`) : null;
}

class Vector {
  private readonly places = new Map<string, string>();
  private position = 0;
  private size = 0;

  add(text: string, weight: Weight, lexemesOf: (spelling: string) => readonly string[]): void {
    for (const word of readText(text).words) {
      if (this.position < LAST_POSITION) this.position += 1;
      const place = `${this.position}${weight}`;
      for (const lexeme of lexemesOf(word.text)) this.place(lexeme, place);
    }
    if (this.position < LAST_POSITION) this.position += 1;
  }

  /** Joined at once: a text grown piece by piece stays a tree of pieces, ten times its size. */
  print(): string {
    return Array.from(this.places, ([lexeme, places]) => `${lexeme}:${places}`).join(" ");
  }

  private place(lexeme: string, place: string): void {
    const known = this.places.get(lexeme);
    if (known !== undefined) {
      this.places.set(lexeme, `${known},${place}`);
      return;
    }
    this.size += 3 * lexeme.length + 4;
    if (this.size <= LARGEST_VECTOR) this.places.set(lexeme, place);
  }
}

/** Two generations: what was met since the last change of generation, and before that. */
let [recent, older] = [new Map<string, readonly string[]>(), new Map<string, readonly string[]>()];

/** Remembered, since stemming is what costs; rare words drop out without taking common ones along. */
function stemLexemes(spelling: string): readonly string[] {
  const known = recent.get(spelling);
  if (known !== undefined) return known;
  if (recent.size >= GENERATION) [recent, older] = [new Map(), recent];
  const word = copyWord(spelling);
  const found = older.get(word) ?? makeLexemes(word);
  recent.set(word, found);
  return found;
}

function makeLexemes(word: string): string[] {
  const stem = stemLexeme(foldWord(word));
  const exact = spellingLexeme(word);
  return exact === null ? [stem] : [stem, exact];
}

function nameLexemes(spelling: string): readonly string[] {
  return [limitLexeme(foldWord(spelling))];
}

function limitLexeme(lexeme: string): string {
  if (lexeme.length <= LONGEST_LEXEME) return lexeme;
  return lexeme.slice(0, LONGEST_LEXEME).toWellFormed();
}
