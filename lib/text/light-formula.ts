import { setInAlphabet } from "@/lib/text/alphabets";
import { accentText, FUNCTIONS, MATH_ACCENTS, RELATIONS, SYMBOLS } from "@/lib/text/characters";
import { escapeHtml } from "@/lib/text/html-escape";

/** UTF-16 units of TeX; a longer formula is seldom simple and better laid out by the browser. */
const LONGEST = 80;
const TOKENS = /\\[a-zA-Z]+|\\[\s\S]|[A-Za-z]+|\d+(?:[.,]\d+)*|\s+|[\s\S]/gu;
/** A narrow space at which no line is broken. */
const NARROW = "\u202f";

const GREEK = /^[α-ωϑϕϖϰϱϵ]$/u;
/** Operators that want air on both sides between two operands. */
const BINARY = new Map([
  ["+", "+"],
  ["-", "−"],
  ["*", "∗"],
  ["\\times", "×"],
  ["\\cdot", "·"],
  ["\\pm", "±"],
  ["\\mp", "∓"],
  ["\\cup", "∪"],
  ["\\cap", "∩"],
  ["\\oplus", "⊕"],
  ["\\otimes", "⊗"],
]);
const PLAIN_SYMBOLS = new Set(
  (
    "infty ell ldots dots cdots circ star ast bullet dagger ddagger prime partial nabla top bot emptyset " +
    "varnothing forall exists neg hbar aleph langle rangle lfloor rfloor lceil rceil degree"
  )
    .split(" ")
    .map((name) => `\\${name}`),
);
/** Commands that set a word in an alphabet, with the element for it; none for an upright word. */
const ALPHABET_TAGS = new Map([
  ["\\text", ""],
  ["\\mathrm", ""],
  ["\\textrm", ""],
  ["\\textnormal", ""],
  ["\\textsf", ""],
  ["\\textsc", ""],
  ["\\mathsf", ""],
  ["\\mbox", ""],
  ["\\operatorname", ""],
  ["\\mathbf", "b"],
  ["\\textbf", "b"],
  ["\\mathit", "i"],
  ["\\textit", "i"],
  ["\\texttt", "code"],
  ["\\mathtt", "code"],
]);
/** Alphabets that are characters of their own. */
const ALPHABETS = new Map([
  ["\\mathbb", "double-struck"],
  ["\\mathcal", "script"],
  ["\\mathscr", "script"],
  ["\\mathfrak", "fraktur"],
]);
const ESCAPED = new Set(["\\%", "\\{", "\\}", "\\$", "\\#", "\\&", "\\_"]);
const PUNCTUATION = /^[()[\]|/!.?]$/;

/**
 * A formula that text with `<i>`, `<b>`, `<sub>` and `<sup>` shows as well as MathML does (`n`,
 * `O(n^2)`, `\alpha = 0.5`, `\times 10`), in a quarter of the bytes; null for any other.
 */
export function renderLightFormula(tex: string): string | null {
  if (tex.length > LONGEST) return null;
  const tokens = tex.match(TOKENS) ?? [];
  const writer = new LightWriter(tokens, false);
  return writer.write() && writer.isAtEnd ? writer.html : null;
}

/** Writes tokens until their end or a closing brace. */
class LightWriter {
  html = "";
  at = 0;
  /** What was written last: an operand, an operator that waits for one, or a function's name. */
  private last: "none" | "operand" | "operator" | "function" = "none";
  /** A second script on one base would have to stand above the first, which text cannot do. */
  private hasScript = false;

  constructor(
    private readonly tokens: readonly string[],
    private readonly isScript: boolean,
  ) {}

  get isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  write(): boolean {
    while (!this.isAtEnd) {
      if (!this.writeToken(this.tokens[this.at] ?? "")) return false;
    }
    return this.html !== "";
  }

  private writeToken(token: string): boolean {
    this.at++;
    if (token === "^" || token === "_") return this.writeScript(token);
    const relation = token.startsWith("\\") ? RELATIONS.get(token.slice(1)) : undefined;
    const binary = BINARY.get(token);
    const symbol = token.startsWith("\\") ? SYMBOLS.get(token.slice(1)) : undefined;
    if (/^\s/.test(token)) return true;
    if (token === "=" || token === "<" || token === ">" || token === ":")
      this.writeOperator(escapeHtml(token));
    else if (relation !== undefined && !token.startsWith("\\x")) this.writeOperator(relation);
    else if (binary !== undefined) this.writeOperator(binary);
    else if (/^[A-Za-z]/.test(token)) this.writeOperand(`<i>${token}</i>`);
    else if (/^\d/.test(token)) this.writeOperand(token);
    else if (token === ",") this.writeComma();
    else if (token === "'") this.html += "′";
    else if (token === "\\left" || token === "\\right") return this.isBracketNext();
    else if (PUNCTUATION.test(token)) this.writePunctuation(token);
    else if (ESCAPED.has(token)) this.writePunctuation(escapeHtml(token.slice(1)));
    else if (token === "%" || token === "#") this.writePunctuation(token);
    else if (token === "\\," || token === "\\;" || token === "\\ " || token === "~")
      this.html += NARROW;
    else if (token === "\\!") return true;
    else if (GREEK.test(symbol ?? token)) this.writeOperand(`<i>${symbol ?? token}</i>`);
    else if (symbol !== undefined && /^[Α-Ω]$/u.test(symbol)) this.writeOperand(symbol);
    else if (PLAIN_SYMBOLS.has(token)) this.writeOperand(symbol ?? "");
    else if (FUNCTIONS.has(token.slice(1)) && token.startsWith("\\"))
      this.writeFunction(token.slice(1));
    else return this.writeAlphabet(token);
    return true;
  }

  private writeScript(token: "^" | "_"): boolean {
    if (this.isScript || this.hasScript || this.html.endsWith("′")) return false;
    const script = this.takeArgument();
    if (script === null) return false;
    const writer = new LightWriter(script, true);
    if (!writer.write() || !writer.isAtEnd) return false;
    // A raised circle is a degree sign; a raised prime is just a prime.
    if (token === "^" && writer.html === "∘") this.html += "°";
    else if (token === "^" && writer.html === "′") this.html += "′";
    else this.html += token === "^" ? `<sup>${writer.html}</sup>` : `<sub>${writer.html}</sub>`;
    this.hasScript = true;
    if (this.last !== "function") this.last = "operand";
    return true;
  }

  /** The tokens of the next argument, without its braces; null where there is none or it nests. */
  private takeArgument(): string[] | null {
    while (/^\s/.test(this.tokens[this.at] ?? "")) this.at++;
    const first = this.tokens[this.at];
    if (first === undefined || first === "}" || first === "^" || first === "_") return null;
    if (first !== "{") {
      this.at++;
      // TeX takes one letter or digit only: x^10 is x¹0.
      return /^[A-Za-z\d]{2}/.test(first) || isAlphabet(first) ? null : [first];
    }
    const close = this.tokens.indexOf("}", this.at);
    if (close < 0) return null;
    const inside = this.tokens.slice(this.at + 1, close);
    this.at = close + 1;
    return inside.includes("{") ? null : inside;
  }

  private writeAlphabet(token: string): boolean {
    if (!isAlphabet(token)) return false;
    const tag = ALPHABET_TAGS.get(token);
    const alphabet = ALPHABETS.get(token);
    const accent = MATH_ACCENTS.get(token.slice(1));
    const inside = this.takeArgument()?.join("") ?? "";
    if (!/^[A-Za-z\d.\- ]+$/.test(inside)) return false;
    const accented = accent === undefined ? "" : accentText(inside, accent);
    if (token === "\\operatorname") this.writeFunction(inside);
    else if (alphabet !== undefined) this.writeOperand(setInAlphabet(inside, alphabet));
    else if (tag !== undefined) this.writeOperand(tag ? `<${tag}>${inside}</${tag}>` : inside);
    // Fonts place an accent well where the accented letter is one character, as in õ.
    else if (accented.length === 1) this.writeOperand(`<i>${accented}</i>`);
    else return false;
    return true;
  }

  private writeOperand(html: string): void {
    if (this.last === "function") this.html += NARROW;
    this.html += html;
    this.last = "operand";
    this.hasScript = false;
  }

  private writeFunction(name: string): void {
    if (this.last === "operand" || this.last === "function") this.html += NARROW;
    this.html += name;
    this.last = "function";
    this.hasScript = false;
  }

  private writeOperator(html: string): void {
    const isBetween = this.last === "operand" && !this.isScript;
    this.html += isBetween && !this.isAtEnd ? `${NARROW}${html}${NARROW}` : html;
    this.last = "operator";
    this.hasScript = false;
  }

  private writePunctuation(html: string): void {
    this.html += html;
    this.last = /[)\]|!%}]/.test(html) ? "operand" : "none";
    this.hasScript = false;
  }

  private writeComma(): void {
    this.html += this.isScript || this.isAtEnd ? "," : ",\u2009";
    this.last = "none";
    this.hasScript = false;
  }

  private isBracketNext(): boolean {
    return /^[()[\]|]$/.test(this.tokens[this.at] ?? "");
  }
}

function isAlphabet(token: string): boolean {
  return ALPHABET_TAGS.has(token) || ALPHABETS.has(token) || MATH_ACCENTS.has(token.slice(1));
}
