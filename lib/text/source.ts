import type { Formula } from "@/lib/text/math";

/** A TeX text with its braces paired once, so that no reader scans for a closing brace again. */
export type TexSource = {
  text: string;
  /** For each `{` the index of its `}`; -1 for a brace without a partner and any other character. */
  closes: Int32Array;
  /** In order, not overlapping. */
  formulas: readonly Formula[];
};

/** A stretch of a source, and where reading goes on after it. */
export type Span = { from: number; to: number; next: number };

const NO_BRACES = new Int32Array(0);

/** Pairs the braces of a text. A brace inside a formula never pairs with one outside of it. Linear. */
export function readSource(text: string, formulas: readonly Formula[] = []): TexSource {
  if (!text.includes("{")) return { text, closes: NO_BRACES, formulas };
  const closes = new Int32Array(text.length).fill(-1);
  const open: number[] = [];
  let floor = 0;
  let formulaIndex = 0;
  let formulaEnd = -1;
  for (let at = 0; at < text.length; at++) {
    if (at === formulaEnd) {
      open.length = floor;
      floor = 0;
      formulaIndex++;
    }
    if (at === formulas[formulaIndex]?.start) {
      floor = open.length;
      formulaEnd = formulas[formulaIndex]?.end ?? -1;
    }
    const character = text[at];
    if (character === "\\") {
      // A formula may end in the middle of nothing but never right behind a backslash.
      if (at + 1 !== formulaEnd) at++;
    } else if (character === "{") {
      open.push(at);
    } else if (character === "}" && open.length > floor) {
      closes[open.pop() ?? 0] = at;
    }
  }
  return { text, closes, formulas };
}

/** The name of the command whose backslash is at `at` (letters, or one other character) and its end. */
export function readCommand(text: string, at: number): { name: string; end: number } {
  let end = at + 1;
  while (isLetter(text.charCodeAt(end))) end++;
  if (end === at + 1) end += text.codePointAt(end) === undefined ? 0 : characterLength(text, end);
  return { name: text.slice(at + 1, end), end };
}

/** The argument that starts at `at`: a group, a bare command or one character. Null where there is none. */
export function readArgument(source: TexSource, at: number, limit: number): Span | null {
  const from = skipSpace(source.text, at, limit);
  if (from >= limit) return null;
  const character = source.text[from];
  if (character === "{") {
    const close = source.closes[from] ?? -1;
    return close < 0 || close >= limit ? null : { from: from + 1, to: close, next: close + 1 };
  }
  if (character === "}" || character === "$" || character === "&") return null;
  const end =
    character === "\\"
      ? readCommand(source.text, from).end
      : from + characterLength(source.text, from);
  return end > limit ? null : { from, to: end, next: end };
}

/** The group in braces that starts at `at`, white space aside. Null where there is none. */
export function readGroup(source: TexSource, at: number, limit: number): Span | null {
  const from = skipSpace(source.text, at, limit);
  return from < limit && source.text[from] === "{" ? readArgument(source, from, limit) : null;
}

/** Where reading goes on after an optional argument in brackets at `at`; `at` itself where there is none. */
export function skipOptional(source: TexSource, at: number, limit: number): number {
  const longest = 200;
  const from = skipSpace(source.text, at, limit);
  if (source.text[from] !== "[") return at;
  const window = source.text.slice(from, Math.min(limit, from + longest));
  const close = window.indexOf("]");
  return close < 0 ? at : from + close + 1;
}

/** The first index from `at` on that is not white space, `limit` at the most. */
export function skipSpace(text: string, at: number, limit: number): number {
  while (at < limit && isSpace(text.charCodeAt(at))) at++;
  return at;
}

export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
}

/** Length in UTF-16 units of the character at `at`. */
export function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
