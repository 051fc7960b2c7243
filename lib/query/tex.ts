/** Combining mark for each TeX accent command. */
const ACCENTS: Readonly<Record<string, string>> = {
  "`": "\u0300",
  "'": "\u0301",
  "^": "\u0302",
  "~": "\u0303",
  "=": "\u0304",
  ".": "\u0307",
  '"': "\u0308",
  u: "\u0306",
  v: "\u030c",
  H: "\u030b",
  c: "\u0327",
  k: "\u0328",
  r: "\u030a",
};

const LETTERS: Readonly<Record<string, string>> = {
  o: "ø",
  O: "Ø",
  l: "ł",
  L: "Ł",
  i: "i",
  j: "j",
  ss: "ß",
  ae: "æ",
  AE: "Æ",
  oe: "œ",
  OE: "Œ",
  aa: "å",
  AA: "Å",
};

/** `\'e`, `\'{e}`, `\v{c}`, `\c c`; letter commands need a brace or a space before what they accent. */
const ACCENT =
  /\\(?:(["'`^~=.])\s*|([uvHckr])(?=[\s{])\s*)(?:\{\s*\\?([A-Za-z])\s*\}|\\?([A-Za-z]))/g;
const LETTER = /\\(ss|ae|AE|oe|OE|aa|AA|[oOlLij])(?![A-Za-z])\s?(?:\{\})?/g;
const FONT =
  /\\(?:text(?:bf|it|sc|rm|tt|sf|normal)?|emph|underline|math[a-z]+|mbox)\s*\{([^{}]*)\}/g;
/** `Schr{ö}dinger`, `{B}ayesian`: braces that only guard one letter. */
const GUARDED = /(?<!\\[A-Za-z]+)\{([\p{L}\p{M}]{1,2})\}/gu;

/**
 * Text whose words survive TeX: accents become letters, `\textbf{M}ixture` becomes `Mixture`.
 * Mathematics is left in place, its commands read as words. Cheap where there is no backslash.
 */
export function dropTex(text: string): string {
  if (!text.includes("\\")) return text;
  return text
    .replace(FONT, "$1")
    .replace(ACCENT, (whole, sign, command, braced, bare) => {
      const mark = ACCENTS[sign ?? command];
      return mark === undefined ? whole : `${braced ?? bare}${mark}`;
    })
    .replace(LETTER, (whole, name) => LETTERS[name] ?? whole)
    .replace(GUARDED, "$1");
}
