import type { PaperView } from "./papers.ts";
import { matchTerm, parseDateRange } from "./search-term.ts";

/** What a `search_query` asks of a paper, and the query as arXiv repeats it in its answer. */
export type SearchQuery = { matches: (paper: PaperView) => boolean; text: string };

export class SearchQueryError extends Error {}

type Operator = "AND" | "OR" | "ANDNOT";

/**
 * Reads arXiv's query syntax: `ti:word`, `au:"two words"`, parentheses, AND, OR, ANDNOT in capitals,
 * applied from left to right; two terms without an operator between them are joined by OR, and a
 * word without a field means `all:`. Throws `SearchQueryError` with the fragment it stumbled over.
 */
export function parseSearchQuery(query: string): SearchQuery {
  const tokens = splitTokens(query);
  const parsed = parseGroup(tokens, 0);
  if (parsed.next < tokens.length) throw new SearchQueryError("unbalanced parenthesis");
  return parsed.query;
}

function splitTokens(query: string): string[] {
  const pattern =
    /\s*([()]|(?:[A-Za-z_]+:)?(?:"[^"]*"|\[[^\]]*\])|(?:[A-Za-z_]+:)?[^\s()"[\]]+)\s*/gy;
  const tokens: string[] = [];
  let end = 0;
  for (const match of query.matchAll(pattern)) {
    tokens.push(match[1] ?? "");
    end = match.index + match[0].length;
  }
  if (end < query.trimEnd().length) {
    throw new SearchQueryError(`cannot parse fragment: ${query.slice(end)}`);
  }
  return tokens;
}

function parseGroup(
  tokens: readonly string[],
  start: number,
): { query: SearchQuery; next: number } {
  let joined: SearchQuery | null = null;
  let operator: Operator | null = null;
  let next = start;
  while (next < tokens.length && tokens[next] !== ")") {
    const token = tokens[next] ?? "";
    if (isOperator(token)) {
      if (operator) throw new SearchQueryError(`2 consecutive operators: ${operator} ${token}`);
      operator = token;
      next += 1;
      continue;
    }
    const operand = token === "(" ? parseParenthesis(tokens, next) : parseTerm(token, next);
    joined = joined ? join(joined, operator ?? "OR", operand.query) : operand.query;
    operator = null;
    next = operand.next;
  }
  if (!joined) throw new SearchQueryError("empty query");
  if (operator) throw new SearchQueryError(`nothing after ${operator}`);
  return { query: joined, next };
}

function parseParenthesis(tokens: readonly string[], start: number) {
  const inner = parseGroup(tokens, start + 1);
  if (tokens[inner.next] !== ")") throw new SearchQueryError("unbalanced parenthesis");
  return {
    query: { matches: inner.query.matches, text: `(${inner.query.text})` },
    next: inner.next + 1,
  };
}

function parseTerm(token: string, start: number): { query: SearchQuery; next: number } {
  const [, field = "all", value = ""] = /^(?:([A-Za-z_]+):)?(.*)$/s.exec(token) ?? [];
  const matches = value.startsWith("[") ? parseDateRange(field, value) : matchTerm(field, value);
  if (!matches) throw new SearchQueryError(`cannot parse fragment: ${token}`);
  return { query: { matches, text: `${field}:${value}` }, next: start + 1 };
}

function join(left: SearchQuery, operator: Operator, right: SearchQuery): SearchQuery {
  const text = `${left.text} ${operator} ${right.text}`;
  if (operator === "OR") {
    return { matches: (paper) => left.matches(paper) || right.matches(paper), text };
  }
  const isWanted = operator === "AND";
  return { matches: (paper) => left.matches(paper) && right.matches(paper) === isWanted, text };
}

function isOperator(token: string): token is Operator {
  return token === "AND" || token === "OR" || token === "ANDNOT";
}
