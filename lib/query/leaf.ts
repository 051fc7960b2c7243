import type { FieldName, Lexeme } from "./lexer";
import { QueryError } from "./query-error";
import type { CategoryField, Query, TextField } from "./tree";
import { foldWord, readText } from "./words";

const CATEGORY = /^([a-z]+(?:-[a-z]+)*)(?:\.([a-z]+(?:-[a-z]+)*))?$/i;
const MIN_PREFIX_LENGTH = 2;

/** The leaf that one term means in a field. Throws `QueryError` where it holds no word. */
export function readLeaf(term: Lexeme & { kind: "term" }, field: FieldName | null): Query {
  if (field === "cat" || field === "primary") return readCategory(term, field);
  return readWords(term, field);
}

function readWords(term: Lexeme & { kind: "term" }, field: TextField | null): Query {
  const at = { from: term.from, to: term.to };
  const words = readText(term.raw).words.map((word) => word.text);
  const [first] = words;
  if (first === undefined) {
    throw new QueryError(term.from, `${quote(term.raw)} has no letter or digit to look for.`);
  }
  if (term.isExact) return { kind: "exact", field, words, at };
  if (!term.isQuoted && term.raw.endsWith("*")) {
    const prefix = foldWord(first);
    if (words.length === 1 && prefix.length >= MIN_PREFIX_LENGTH) {
      return { kind: "prefix", field, prefix, at };
    }
    throw new QueryError(
      term.from,
      `a prefix is one word of at least ${MIN_PREFIX_LENGTH} letters and a star: quanti*.`,
    );
  }
  if (words.length === 1) return { kind: "word", field, word: foldWord(first), at };
  return { kind: "phrase", field, words: words.map(foldWord), at };
}

function readCategory(term: Lexeme & { kind: "term" }, field: CategoryField): Query {
  const match = term.isExact ? null : CATEGORY.exec(term.raw.trim());
  const archive = match?.[1];
  if (archive === undefined) {
    throw new QueryError(
      term.from,
      `${quote(term.raw)} is not a category; write one like ${field}:cs.LG, or ${field}:cs for the whole archive.`,
    );
  }
  const code = spellCategory(archive, match?.[2]);
  return { kind: "category", field, code, at: { from: term.from, to: term.to } };
}

/** arXiv writes classes of two letters in capitals (`cs.LG`) and longer ones small (`cond-mat.soft`). */
function spellCategory(archive: string, subject: string | undefined): string {
  if (subject === undefined) return archive.toLowerCase();
  const spelt = subject.length === 2 ? subject.toUpperCase() : subject.toLowerCase();
  return `${archive.toLowerCase()}.${spelt}`;
}

function quote(raw: string): string {
  return raw.length > 40 ? `"${raw.slice(0, 40)}…"` : `"${raw}"`;
}
