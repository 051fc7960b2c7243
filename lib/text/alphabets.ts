type Starts = { capital: number; small: number; digit?: number };

/** First code points of the alphabets by the names MathML has for them. */
const ALPHABETS: Record<string, Starts> = {
  bold: { capital: 0x1d400, small: 0x1d41a, digit: 0x1d7ce },
  italic: { capital: 0x1d434, small: 0x1d44e },
  "bold-italic": { capital: 0x1d468, small: 0x1d482 },
  script: { capital: 0x1d49c, small: 0x1d4b6 },
  "bold-script": { capital: 0x1d4d0, small: 0x1d4ea },
  fraktur: { capital: 0x1d504, small: 0x1d51e },
  "double-struck": { capital: 0x1d538, small: 0x1d552, digit: 0x1d7d8 },
  "sans-serif": { capital: 0x1d5a0, small: 0x1d5ba, digit: 0x1d7e2 },
  "bold-sans-serif": { capital: 0x1d5d4, small: 0x1d5ee, digit: 0x1d7ec },
  monospace: { capital: 0x1d670, small: 0x1d68a, digit: 0x1d7f6 },
};

/** Letters that Unicode had before it had their alphabet (chart U1D400). */
const OLDER: Record<string, Record<string, string>> = {
  script: {
    B: "ℬ",
    E: "ℰ",
    F: "ℱ",
    H: "ℋ",
    I: "ℐ",
    L: "ℒ",
    M: "ℳ",
    R: "ℛ",
    e: "ℯ",
    g: "ℊ",
    o: "ℴ",
  },
  italic: { h: "ℎ" },
  fraktur: { C: "ℭ", H: "ℌ", I: "ℑ", R: "ℜ", Z: "ℨ" },
  "double-struck": { C: "ℂ", H: "ℍ", N: "ℕ", P: "ℙ", Q: "ℚ", R: "ℝ", Z: "ℤ" },
};

/** Whether Unicode has an alphabet for this `mathvariant` of MathML 3. */
export function isAlphabet(variant: string): boolean {
  return Object.hasOwn(ALPHABETS, variant);
}

/** The ASCII letters and digits of a text in another alphabet; all else, entities of HTML too, stays. */
export function setInAlphabet(text: string, variant: string): string {
  const starts = ALPHABETS[variant];
  if (!starts) return text;
  return text.replace(/&[a-z]+;|[A-Za-z0-9]/g, (letter) => {
    if (letter.length > 1) return letter;
    const older = OLDER[variant]?.[letter];
    if (older !== undefined) return older;
    const code = letter.charCodeAt(0);
    if (code < 58) return starts.digit ? String.fromCodePoint(starts.digit + code - 48) : letter;
    return String.fromCodePoint(code < 97 ? starts.capital + code - 65 : starts.small + code - 97);
  });
}
