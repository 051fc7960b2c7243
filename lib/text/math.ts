/** A formula within a text: `text.slice(start, end)` is the whole of it, delimiters included. */
export type Formula = { start: number; end: number; tex: string; isDisplay: boolean };

/** Environments that are a formula by themselves; `equation` and its like only wrap one. */
const WRAPPERS = ["equation", "equation*", "displaymath", "math"];
const ENVIRONMENTS = new Set([
  ...WRAPPERS,
  ...["align", "eqnarray", "gather", "multline", "flalign", "alignat"].flatMap((n) => [n, `${n}*`]),
]);

/** Dollars tried after the first until braces balance: `$\text{a $b$ c}$` needs two. */
const MOST_INNER_DOLLARS = 8;
/** Plain words that make a stretch between two dollars prose. */
const FEWEST_PROSE_WORDS = 3;
/** UTF-16 units of an amount and what follows it; more is a sentence in any case. */
const LONGEST_AMOUNT = 200;
/** Between two formulas that lost a dollar: `$ where $`. */
const LINKING_WORD =
  /^[\s,.;:)]+(?:and|as|for|if|in|is|of|or|such|that|the|then|to|where|with)\s+$/;

/**
 * Finds the formulas of a text, in order and not overlapping: `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and
 * the displayed environments. `\$` is a dollar. Linear in the length of the text.
 *
 * Dollars pair as on arXiv's pages (MathJax: up to the next dollar at which the braces balance),
 * but a pair is refused, and its first dollar is text, where the stretch between
 * - holds a closing brace of a group that was opened before it,
 * - is an amount followed by prose (`$5 and $10`, `$30 billion … US$`) or by another amount (`$5-$10`),
 * - reads as prose: three plain words or more outside braces, or just ` where `,
 * - is empty.
 */
export function findFormulas(text: string): Formula[] {
  const formulas: Formula[] = [];
  const search = { text, missingFrom: new Map<string, number>() };
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character !== "$" && character !== "\\") continue;
    const formula = character === "$" ? readDollars(search, at) : readDelimited(search, at);
    if (formula) {
      formulas.push(formula);
      at = formula.end - 1;
    } else if (character === "\\") {
      at++;
    } else if (text[at + 1] === "$" && text[at + 2] === "$") {
      at++;
    }
  }
  return formulas;
}

/** For each closer the index from which on none is left: what keeps the whole search linear. */
type Search = { text: string; missingFrom: Map<string, number> };

function readDollars(search: Search, start: number): Formula | null {
  const { text } = search;
  if (text[start + 1] === "$") {
    const close = findCloser(search, start + 2, "$$");
    const tex = close < 0 ? "" : text.slice(start + 2, close);
    if (tex.trim() !== "" && braceBalance(tex) >= 0 && !isSentence(tex)) {
      return { start, end: close + 2, tex, isDisplay: true };
    }
    return null;
  }
  let close = findCloser(search, start + 1, "$");
  if (close < 0) return null;
  const nearest = close;
  for (let tries = 0; tries < MOST_INNER_DOLLARS; tries++) {
    const balance = braceBalance(text.slice(start + 1, close));
    if (balance < 0) return null;
    if (balance === 0) break;
    close = findCloser(search, close + 1, "$");
    if (close < 0) break;
  }
  if (close < 0 || braceBalance(text.slice(start + 1, close)) !== 0) close = nearest;
  const tex = text.slice(start + 1, close);
  if (tex.trim() === "" || isSentence(tex) || isAmount(tex, text[close + 1] ?? "")) return null;
  return { start, end: close + 1, tex, isDisplay: false };
}

function readDelimited(search: Search, start: number): Formula | null {
  const { text } = search;
  const next = text[start + 1];
  if (next === "(" || next === "[") {
    const close = findCloser(search, start + 2, next === "(" ? "\\)" : "\\]");
    if (close < 0) return null;
    return { start, end: close + 2, tex: text.slice(start + 2, close), isDisplay: next === "[" };
  }
  if (!text.startsWith("begin{", start + 1)) return null;
  const name = /^[a-z]+\*?(?=\})/.exec(text.slice(start + 7, start + 20))?.[0] ?? "";
  if (!ENVIRONMENTS.has(name)) return null;
  const closer = `\\end{${name}}`;
  const inner = start + 8 + name.length;
  const close = findCloser(search, inner, closer);
  if (close < 0) return null;
  const end = close + closer.length;
  const tex = WRAPPERS.includes(name) ? text.slice(inner, close) : text.slice(start, end);
  return { start, end, tex, isDisplay: name !== "math" };
}

/** Index of the closer, not counting one whose first character is escaped; -1 where there is none. */
function findCloser(search: Search, from: number, closer: string): number {
  const { text, missingFrom } = search;
  if (from >= (missingFrom.get(closer) ?? text.length)) return -1;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith(closer, at)) return at;
    if (text[at] === "\\") at++;
  }
  missingFrom.set(closer, from);
  return -1;
}

/** Opening braces minus closing ones; -1 as soon as a closing one has no partner. */
function braceBalance(tex: string): number {
  let depth = 0;
  for (let at = 0; at < tex.length; at++) {
    const character = tex[at];
    if (character === "\\") at++;
    else if (character === "{") depth++;
    else if (character === "}" && --depth < 0) return -1;
  }
  return depth;
}

function isSentence(tex: string): boolean {
  const bare = tex.replace(/\\[a-zA-Z]+\s*(?:\{[^{}]*\})?|\{[^{}]*\}/g, " ");
  const words = bare.match(/(?<![^\s(,])[A-Za-z][a-z]+(?![^\s.,;:)'])/g);
  return (words?.length ?? 0) >= FEWEST_PROSE_WORDS || LINKING_WORD.test(tex);
}

function isAmount(tex: string, following: string): boolean {
  if (tex.length > LONGEST_AMOUNT) return false;
  const amount = /^\s?[\d.,]*\d(?:[KMBkmb]|bn|[MBT]n)?(?=[^\d]|$)/.exec(tex)?.[0];
  if (amount === undefined) return false;
  const rest = tex.slice(amount.length);
  if (/[\\^_{}=<>]/.test(rest)) return false;
  if (/^\s*[-–—,/(~]*\s*(?:US)?$/.test(rest) && /\d/.test(following) && rest !== "") return true;
  return /^[\s,.;:)/-]+[A-Za-z]{2,}/.test(rest) && /[\s(~]$|US$/.test(rest);
}
