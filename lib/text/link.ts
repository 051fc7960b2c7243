/** A web address found in a text: where it ends there, and the address without TeX's escapes. */
export type FoundLink = { href: string; end: number };

const ADDRESS = /https?:\/\/[^\s<>"{}|^`$]+/iy;
/** Longer than any address worth printing; bounds the work on a text without spaces. */
const LONGEST_ADDRESS = 1000;

/** The web address that starts at `at`, without the punctuation of the sentence around it, or null. */
export function readLink(text: string, at: number, limit: number): FoundLink | null {
  ADDRESS.lastIndex = 0;
  const window = text.slice(at, Math.min(limit, at + LONGEST_ADDRESS));
  const raw = ADDRESS.exec(window)?.[0];
  if (raw === undefined) return null;
  const trimmed = trimPunctuation(cutAtSecondAddress(cutAtCommand(raw)));
  const href = parseAddress(trimmed);
  return href === null ? null : { href, end: at + trimmed.length };
}

/** An address as it may stand in a link: http or https, with TeX's escapes undone. Null for any other. */
export function parseAddress(source: string): string | null {
  const href = source
    .trim()
    .replace(/\\~\{\}|\\textasciitilde(?:\{\})?/g, "~")
    .replace(/\\([_%#&~$])/g, "$1")
    .replace(/[\\{}\s]/g, "");
  return /^https?:\/\/[^/]/i.test(href) && URL.canParse(href) ? href : null;
}

function cutAtCommand(address: string): string {
  const command = /\\[^_%#&~$]/.exec(address);
  return command ? address.slice(0, command.index) : address;
}

function cutAtSecondAddress(address: string): string {
  const second = /[,;]https?:\/\//i.exec(address);
  return second ? address.slice(0, second.index) : address;
}

/** A closing parenthesis stays where it closes one of the address: `/wiki/Apple_(fruit)`. */
function trimPunctuation(address: string): string {
  let surplus = address.split(")").length - address.split("(").length;
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1] ?? "";
    if (last === ")" && surplus-- <= 0) break;
    if (!".,;:!?'\")]*~\\”’".includes(last)) break;
  }
  return address.slice(0, end);
}
