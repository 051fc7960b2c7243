import { readLeaf } from "./leaf";
import { type FieldName, type Lexeme, readLexemes } from "./lexer";
import { QueryError } from "./query-error";
import type { Query } from "./tree";

/** Bounds that keep the cost of one query small, whoever writes it. */
export const MAX_QUERY_LENGTH = 6_000;
export const MAX_QUERY_DEPTH = 32;
export const MAX_QUERY_LEAVES = 300;

/**
 * The tree of a query: words and `"phrases"` (stemmed, all required), `OR`, `-not`, parentheses,
 * `prefix*`, `=ZeRO` (letter by letter), and the fields `ti: abs: cat: primary:`.
 * Throws `QueryError` (code `bad_query`) with the position and what would work.
 */
export function parseQuery(query: string): Query {
  if (query.length > MAX_QUERY_LENGTH) {
    throw new QueryError(
      MAX_QUERY_LENGTH,
      `the query is too long (${query.length} characters); at most ${MAX_QUERY_LENGTH} can be read.`,
    );
  }
  const reader = new Reader(readLexemes(query));
  if (reader.peek().kind === "end") {
    throw new QueryError(0, "the query is empty; write a word, for instance quantization.");
  }
  const tree = readAlternatives(reader, { field: null, depth: 0 });
  const rest = reader.peek();
  if (rest.kind !== "end") {
    throw new QueryError(rest.from, "this ) closes nothing; remove it or add a ( before it.");
  }
  return tree;
}

type Context = { field: FieldName | null; depth: number };

/** Where the parser stands among the lexemes. */
class Reader {
  private next = 0;
  private leaves = 0;
  private readonly lexemes: readonly Lexeme[];

  constructor(lexemes: readonly Lexeme[]) {
    this.lexemes = lexemes;
  }

  peek(): Lexeme {
    const lexeme = this.lexemes[this.next] ?? this.lexemes.at(-1);
    if (lexeme === undefined) throw new Error("a query has at least its end");
    return lexeme;
  }

  take(): Lexeme {
    const lexeme = this.peek();
    this.next += 1;
    return lexeme;
  }

  countLeaf(position: number): void {
    this.leaves += 1;
    if (this.leaves <= MAX_QUERY_LEAVES) return;
    throw new QueryError(
      position,
      `the query has more than ${MAX_QUERY_LEAVES} words and phrases.`,
    );
  }
}

function readAlternatives(reader: Reader, context: Context): Query {
  const parts = [readSequence(reader, context)];
  while (reader.peek().kind === "OR") {
    reader.take();
    parts.push(readSequence(reader, context));
  }
  return joinParts("or", parts);
}

function readSequence(reader: Reader, context: Context): Query {
  const parts: Query[] = [];
  for (let kind = reader.peek().kind; kind !== "OR" && kind !== ")" && kind !== "end"; ) {
    if (kind === "AND" && parts.length > 0) reader.take();
    parts.push(readOperand(reader, context));
    kind = reader.peek().kind;
  }
  if (parts.length > 0) return joinParts("and", parts);
  const { kind, from } = reader.peek();
  const found = kind === "end" ? "the query ends" : `${kind} stands`;
  throw new QueryError(from, `${found} where a word or a "phrase" should be.`);
}

function readOperand(reader: Reader, context: Context): Query {
  const first = reader.take();
  if (first.kind === "-") return readExcluded(reader, { context, from: first.from });
  if (first.kind === "(") return readGroup(reader, { context, from: first.from });
  if (first.kind === "field") return readFielded(reader, { context, lexeme: first });
  if (first.kind === "term") {
    reader.countLeaf(first.from);
    return readLeaf(first, context.field);
  }
  throw new QueryError(first.from, `a word or a "phrase" should stand here, not ${nameOf(first)}.`);
}

function readExcluded(reader: Reader, start: { context: Context; from: number }): Query {
  let isExcluded = true;
  let minus = start.from;
  while (reader.peek().kind === "-") {
    minus = reader.take().from;
    isExcluded = !isExcluded;
  }
  const next = reader.peek();
  const isOperand = next.kind === "term" || next.kind === "(" || next.kind === "field";
  if (!isOperand || next.from !== minus + 1) {
    throw new QueryError(start.from, "a minus stands directly before what it excludes: -survey.");
  }
  const part = readOperand(reader, start.context);
  if (!isExcluded) return part;
  return part.kind === "not"
    ? part.part
    : { kind: "not", part, at: { from: start.from, to: part.at.to } };
}

function readGroup(reader: Reader, start: { context: Context; from: number }): Query {
  const depth = start.context.depth + 1;
  if (depth > MAX_QUERY_DEPTH) {
    throw new QueryError(start.from, `parentheses are nested more than ${MAX_QUERY_DEPTH} deep.`);
  }
  const group = readAlternatives(reader, { ...start.context, depth });
  if (reader.peek().kind !== ")") {
    throw new QueryError(start.from, "this ( is never closed; add a ).");
  }
  reader.take();
  return group;
}

function readFielded(
  reader: Reader,
  start: { context: Context; lexeme: Lexeme & { kind: "field" } },
): Query {
  const { context, lexeme } = start;
  if (context.field !== null) {
    throw new QueryError(lexeme.from, `a field cannot stand inside ${context.field}:(…).`);
  }
  const value = reader.peek();
  if ((value.kind !== "term" && value.kind !== "(") || value.from !== lexeme.to) {
    throw new QueryError(
      lexeme.from,
      `${lexeme.name}: needs its value directly behind it, for instance ${EXAMPLES[lexeme.name]}.`,
    );
  }
  return readOperand(reader, { ...context, field: lexeme.name });
}

const EXAMPLES: Readonly<Record<FieldName, string>> = {
  ti: 'ti:pruning or ti:"mixture of experts"',
  abs: 'abs:pruning or abs:"mixture of experts"',
  cat: "cat:cs.LG or cat:cs",
  primary: "primary:cs.LG or primary:cs",
};

/** One `and` or `or` of all parts, without one of its own kind inside. */
function joinParts(kind: "and" | "or", parts: Query[]): Query {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [first] = flat;
  const last = flat.at(-1);
  if (first === undefined || last === undefined) throw new Error("nothing to join");
  if (flat.length === 1) return first;
  return { kind, parts: flat, at: { from: first.at.from, to: last.at.to } };
}

function nameOf(lexeme: Lexeme): string {
  return lexeme.kind === "end" ? "the end" : lexeme.kind;
}
