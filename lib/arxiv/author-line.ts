/** A generation, which follows a comma of its own in "J. Doe, Jr." */
const GENERATION = /^(?:Jr|Sr)\.?$|^I{2,3}$|^IV$/;

/**
 * Names from one line of authors: `A. One (1), B. Two (2) and C. Three ((1) Here, (2) There)` and
 * `The X Collaboration: A. One, B. Two`. White space is folded by who takes them.
 */
export function splitAuthorLine(line: string): string[] {
  const parts = withoutAffiliations(line).split(/,|\band\b|(?<=collaboration)s?\s*:/i);
  const names: string[] = [];
  for (const part of parts.map((text) => text.trim()).filter(Boolean)) {
    const last = names.at(-1);
    if (last && GENERATION.test(part)) names[names.length - 1] = `${last} ${part}`;
    else names.push(part);
  }
  return names;
}

/**
 * A line without what stands in parentheses, which may stand in others. Where they do not match,
 * only the signs themselves go: an affiliation too much is better than an author lost.
 */
export function withoutAffiliations(line: string): string {
  let depth = 0;
  let outside = "";
  for (const character of line) {
    if (character === "(") depth++;
    else if (character === ")") depth--;
    else if (depth === 0) outside += character;
    if (depth < 0) break;
  }
  return depth === 0 ? outside : line.replace(/[()]/g, " ");
}
