import { QueryError } from "./query-error";
import { CATEGORY_FIELDS, type CategoryField, TEXT_FIELDS, type TextField } from "./tree";

export type FieldName = TextField | CategoryField;

/** What the text of a query is made of. `raw` is what stands between the signs, not yet cut into words. */
export type Lexeme = { from: number; to: number } & (
  | { kind: "(" | ")" | "-" | "OR" | "AND" | "end" }
  | { kind: "field"; name: FieldName }
  | { kind: "term"; raw: string; isExact: boolean; isQuoted: boolean }
);

const SPACE = /\s/;
const FIELD = /^([A-Za-z]+):/;
const STOPS = /[\s()"“”]/;
const FIELDS: readonly string[] = [...TEXT_FIELDS, ...CATEGORY_FIELDS];

/** The lexemes of a query, the last one `end`. Throws `QueryError` on an open quote or unknown field. */
export function readLexemes(query: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let from = 0;
  while (from < query.length) {
    if (SPACE.test(query.charAt(from))) {
      from += 1;
      continue;
    }
    const lexeme = readLexeme(query, from);
    lexemes.push(lexeme);
    from = lexeme.to;
  }
  lexemes.push({ kind: "end", from: query.length, to: query.length });
  return lexemes;
}

function readLexeme(query: string, from: number): Lexeme {
  const sign = query.charAt(from);
  if (sign === "(" || sign === ")" || sign === "-") return { kind: sign, from, to: from + 1 };
  if (isQuote(sign)) return readQuoted({ query, from, isExact: false });
  if (sign === "=") {
    if (isQuote(query.charAt(from + 1))) return readQuoted({ query, from, isExact: true });
    const raw = readRun(query, from + 1);
    return { kind: "term", raw, isExact: true, isQuoted: false, from, to: from + 1 + raw.length };
  }
  const raw = readRun(query, from);
  const field = FIELD.exec(raw)?.[1];
  if (field !== undefined) return readField(field, from);
  const to = from + raw.length;
  if (raw === "OR" || raw === "AND") return { kind: raw, from, to };
  return { kind: "term", raw, isExact: false, isQuoted: false, from, to };
}

function readField(written: string, from: number): Lexeme {
  const name = FIELDS.find((field) => field === written.toLowerCase());
  if (name === undefined) {
    throw new QueryError(
      from,
      `"${written}" is not a field. The fields are ${FIELDS.map((field) => `${field}:`).join(" ")}; to look for the text itself, put it in quotes.`,
    );
  }
  return { kind: "field", name: name as FieldName, from, to: from + written.length + 1 };
}

function readQuoted(start: { query: string; from: number; isExact: boolean }): Lexeme {
  const { query, from, isExact } = start;
  const open = isExact ? from + 1 : from;
  let close = open + 1;
  while (close < query.length && !isQuote(query.charAt(close))) close += 1;
  if (close === query.length)
    throw new QueryError(open, 'this quote is never closed; add a second ".');
  const raw = query.slice(open + 1, close);
  return { kind: "term", raw, isExact, isQuoted: true, from, to: close + 1 };
}

/** Characters up to the next space, parenthesis or quote. */
function readRun(query: string, from: number): string {
  let to = from;
  while (to < query.length && !STOPS.test(query.charAt(to))) to += 1;
  return query.slice(from, to);
}

function isQuote(sign: string): boolean {
  return sign === '"' || sign === "“" || sign === "”";
}
