import { ACCENTS, accentText, LETTERS, RELATIONS, SYMBOLS, WORDS } from "@/lib/text/characters";
import { DEEPEST_NESTING, FORMULA_ARGUMENTS, readFormulaText } from "@/lib/text/formula-text";
import { type Inline, type InlineStyle, plainText } from "@/lib/text/inline";
import { parseAddress, readLink } from "@/lib/text/link";
import { findFormulas } from "@/lib/text/math";
import {
  isLetter,
  readArgument,
  readCommand,
  readGroup,
  readSource,
  type Span,
  skipOptional,
  skipSpace,
  type TexSource,
} from "@/lib/text/source";

/** Commands whose one argument is set in a style. */
const STYLES = new Map<string, InlineStyle>([
  ...names("em", "emph textit textsl em it itshape sl underline uline ul"),
  ...names("strong", "textbf bf bfseries strong"),
  ...names("code", "texttt tt ttfamily code verb lstinline path"),
  ...names("sup", "textsuperscript"),
  ...names("sub", "textsubscript"),
]);
/** Of those, the ones that style the rest of their group when no argument follows. */
const DECLARATIONS = new Set("em it itshape sl bf bfseries tt ttfamily".split(" "));
/** Commands that leave no mark, with the number of arguments they take along. */
const SILENT = new Map<string, number>([
  ...counts(
    0,
    "noindent newline linebreak par small large Large footnotesize normalsize scriptsize tiny centering sc " +
      "scshape sf rm sffamily rmfamily upshape mdseries normalfont xspace protect displaystyle textstyle limits " +
      "nolimits left right big Big bigg Bigg bigl bigr Bigl Bigr nonumber hfill clearpage newpage maketitle " +
      "bigskip medskip smallskip vfill hline relax leavevmode cal",
  ),
  ...counts(
    1,
    "ref eqref label autoref cref Cref pageref vspace hspace color index begin end bibliography tag " +
      "bibliographystyle input include thanks vspace* hspace* vskip hskip",
  ),
]);
const CITATION = /^(?:no|paren|text|auto|foot)?cite[a-zA-Z]{0,8}$|^Cite[a-z]*$/;
/** Commands of which only the last argument is shown, with the number of arguments. */
const LAST_SHOWN = new Map<string, number>([
  ...counts(2, "textcolor colorbox hyperlink hyperref raisebox texorpdfstring replaced"),
  ...counts(3, "fcolorbox"),
]);
const ESCAPED: Record<string, string> = {
  " ": " ",
  "\n": " ",
  ",": " ",
  ";": " ",
  ":": " ",
  ">": " ",
};
const DROPPED = new Set(["!", "/", "-", "@", ""]);

/** Outside formulas `\\deg` is a unit, not the degree of a polynomial. */
const DEGREE = new Map([["deg", "°"]]);
const SPECIAL = new Set([..."\\{}~^_-'`hH$"].map((character) => character.charCodeAt(0)));

/** Reads TeX as it stands in titles, abstracts, names and comments. Never throws; linear. */
export function parseProse(tex: string): Inline[] {
  const source = readSource(tex, findFormulas(tex));
  return new ProseReader(source, { from: 0, to: tex.length, next: tex.length }, 0).read();
}

function names(style: InlineStyle, list: string): [string, InlineStyle][] {
  return list.split(" ").map((name) => [name, style]);
}

function counts(count: number, list: string): [string, number][] {
  return list.split(" ").map((name) => [name, count]);
}

/** Reads one stretch from left to right into a list of its parts. */
class ProseReader {
  private readonly parts: Inline[] = [];
  private pending = "";
  private at: number;
  private formulaIndex: number;

  constructor(
    private readonly source: TexSource,
    private readonly span: Span,
    private readonly depth: number,
  ) {
    this.at = span.from;
    this.formulaIndex = firstFormulaFrom(source, span.from);
  }

  read(): Inline[] {
    while (this.at < this.span.to) this.readNext();
    this.flush();
    return this.parts;
  }

  private readNext(): void {
    const { text, formulas } = this.source;
    while ((formulas[this.formulaIndex]?.start ?? Number.POSITIVE_INFINITY) < this.at)
      this.formulaIndex++;
    const formula = formulas[this.formulaIndex];
    if (formula?.start === this.at && formula.end <= this.span.to) {
      this.push({ kind: "formula", tex: formula.tex, isDisplay: formula.isDisplay });
      this.at = formula.end;
      return;
    }
    const character = text[this.at] ?? "";
    if (character === "\\") this.readCommand();
    else if (character === "{") this.readBrace();
    else if (character === "}") this.at++;
    else if (character === "~") this.readTilde();
    else if (character === "^" || character === "_") this.readScript(character);
    else if (character === "-" || character === "'" || character === "`") this.readMark(character);
    else if ((character === "h" || character === "H") && this.readAddress()) return;
    else this.readRun();
  }

  /** Copies at least one character, and all that cannot begin anything. */
  private readRun(): void {
    const { text } = this.source;
    const from = this.at++;
    while (this.at < this.span.to && !SPECIAL.has(text.charCodeAt(this.at))) this.at++;
    this.pending += text.slice(from, this.at);
  }

  private readAddress(): boolean {
    const { text } = this.source;
    if (!/^https?:\/\//i.test(text.slice(this.at, this.at + 8))) return false;
    const link = readLink(text, this.at, this.span.to);
    if (!link) return false;
    this.push({ kind: "link", href: link.href, children: [{ kind: "text", text: link.href }] });
    this.at = link.end;
    return true;
  }

  /** Quotation marks and dashes; `--flag` of a command line stays what it is. */
  private readMark(character: string): void {
    const { text } = this.source;
    const from = this.at;
    while (this.at < this.span.to && text[this.at] === character) this.at++;
    const count = this.at - from;
    const isOption = isLetter(text.charCodeAt(this.at)) && !/[^\s([]/.test(text[from - 1] ?? " ");
    if (character === "`" && count === 2) this.pending += "“";
    else if (character === "'" && count === 2) this.pending += "”";
    else if (character === "`" && count === 1 && this.opensQuotation()) this.pending += "‘";
    else if (character === "-" && count === 3) this.pending += "—";
    else if (character === "-" && count === 2 && !isOption) this.pending += "–";
    else this.pending += text.slice(from, this.at);
  }

  private opensQuotation(): boolean {
    const following = this.source.text.slice(this.at, Math.min(this.at + 60, this.span.to));
    return /^[^`\s][^`]*'/.test(following);
  }

  /** `~` ties two words; where it leads, as in "~5 days", it says "about". */
  private readTilde(): void {
    const { text } = this.source;
    const before = text[this.at - 1] ?? " ";
    const isTie = !/[\s(=<>[]/.test(before) || text[this.at + 1] === "\\";
    this.pending += isTie ? "\u00a0" : "~";
    this.at++;
  }

  /** Outside formulas `x^2` and `file_name` stay as typed; braces show that a script was meant. */
  private readScript(character: "^" | "_"): void {
    const isScript = this.source.text[this.at + 1] === "{";
    const group = isScript ? readGroup(this.source, this.at + 1, this.span.to) : null;
    if (group && group.to > group.from) {
      this.pushStyled(character === "^" ? "sup" : "sub", group);
      this.at = group.next;
    } else {
      this.pending += character;
      this.at++;
    }
  }

  /** A group, unless it lists things: `{-1,1}` and `{good, bad}` keep their braces. */
  private readBrace(): void {
    const group = readGroup(this.source, this.at, this.span.to);
    if (!group) {
      this.at++;
      return;
    }
    const longestList = 80;
    const inside =
      group.to - group.from > longestList ? "" : this.source.text.slice(group.from, group.to);
    const before = this.source.text[this.at - 1] ?? " ";
    const isList = /,/.test(inside) && !/\\[a-zA-Z]/.test(inside) && !/[}\]\w]/.test(before);
    if (isList) this.pending += "{";
    this.pushAll(this.readSpan(group));
    if (isList) this.pending += "}";
    this.at = group.next;
  }

  private readCommand(): void {
    const from = this.at;
    const { name, end } = readCommand(this.source.text, from);
    this.at = end;
    const style = STYLES.get(name);
    const silent = SILENT.get(name);
    const shown = LAST_SHOWN.get(name);
    if (name === "'" && this.isApostrophe()) this.pending += "'";
    else if (ACCENTS.has(name) && this.readAccent(name)) return;
    else if (LETTERS.has(name)) this.readLetter(name, from);
    else if (style !== undefined) this.readStyle(name, style);
    else if (name === "href" || name === "url") this.readLinkCommand(name);
    else if (name === "footnote" || name === "footnotetext") this.readNote();
    else if (CITATION.test(name)) this.skipCitation();
    else if (name === "item") this.readItem();
    else if (silent !== undefined) this.skipArguments(silent);
    else if (shown !== undefined) this.readLastArgument(shown);
    else if (!isLetter(name.charCodeAt(0))) this.readEscape(name);
    else this.readWordCommand(name, from);
  }

  private readEscape(name: string): void {
    if (name === "\\") {
      this.at = skipOptional(this.source, this.at, this.span.to);
      this.pending += " ";
    } else if (name === "|") this.pending += "‖";
    else if (!DROPPED.has(name)) this.pending += ESCAPED[name] ?? name;
  }

  /** `Alzheimer\'s`: somebody escaped an apostrophe. */
  private isApostrophe(): boolean {
    const { text } = this.source;
    return /^[a-z] s[^a-z]?$/i.test(
      `${text[this.at - 3] ?? ""} ${text.slice(this.at, this.at + 2)}`,
    );
  }

  private readAccent(name: string): boolean {
    const { text } = this.source;
    const argument = readArgument(this.source, this.at, this.span.to);
    if (!argument) return false;
    const isGroup = argument.next > argument.to;
    const isDotless =
      text[argument.from] === "\\" && /^\\[ij]$/.test(text.slice(argument.from, argument.to));
    if (!isGroup && !isDotless && !/^\p{L}$/u.test(text.slice(argument.from, argument.to)))
      return false;
    if (!isGroup && isLetter(name.charCodeAt(0)) && this.at === argument.from && !isDotless)
      return false;
    const base = plainText(this.readSpan(argument));
    this.at = argument.next;
    if (isDotless) this.at = this.skipEmptyGroup();
    this.pending += base === "" ? "" : accentText(base, ACCENTS.get(name) ?? "");
    return true;
  }

  /** TeX swallows the space after `\o`; after a unit, as in "5 \AA resolution", it was meant. */
  private readLetter(name: string, from: number): void {
    const { text } = this.source;
    this.pending += LETTERS.get(name) ?? "";
    const afterGroup = this.skipEmptyGroup();
    const isUnit = /\d[\s~]?$/.test(text.slice(Math.max(this.span.from, from - 2), from));
    this.at = afterGroup > this.at || isUnit ? afterGroup : skipSpace(text, this.at, this.span.to);
  }

  private skipEmptyGroup(): number {
    return this.source.text.startsWith("{}", this.at)
      ? Math.min(this.at + 2, this.span.to)
      : this.at;
  }

  private readStyle(name: string, style: InlineStyle): void {
    const group = readGroup(this.source, this.at, this.span.to);
    if (group) {
      this.pushStyled(style, group);
      this.at = group.next;
    } else if (DECLARATIONS.has(name) && this.depth > 0) {
      this.at = skipSpace(this.source.text, this.at, this.span.to);
      this.pushStyled(style, { from: this.at, to: this.span.to, next: this.span.to });
      this.at = this.span.to;
    }
  }

  private readLinkCommand(name: string): void {
    const address = readGroup(this.source, this.at, this.span.to);
    if (!address) return;
    const href = parseAddress(this.source.text.slice(address.from, address.to));
    const label = name === "href" ? readGroup(this.source, address.next, this.span.to) : null;
    const isLabelled = label !== null && label.to > label.from;
    const children: Inline[] =
      isLabelled || href === null
        ? this.readSpan(isLabelled ? label : address)
        : [{ kind: "text", text: href }];
    if (href === null) this.pushAll(children);
    else this.push({ kind: "link", href, children });
    this.at = label?.next ?? address.next;
  }

  private readNote(): void {
    const group = readGroup(
      this.source,
      skipOptional(this.source, this.at, this.span.to),
      this.span.to,
    );
    if (!group) return;
    this.push({ kind: "note", children: this.readSpan(group) });
    this.at = group.next;
  }

  /** A citation goes with the space or tie before it and the brackets around it. */
  private skipCitation(): void {
    this.skipArguments(1);
    this.pending = this.pending.trimEnd();
    const closer = { "(": ")", "[": "]" }[this.pending.at(-1) ?? ""];
    if (closer !== undefined && this.source.text[this.at] === closer && this.at < this.span.to) {
      this.pending = this.pending.slice(0, -1).trimEnd();
      this.at++;
    }
  }

  private readItem(): void {
    this.at = skipOptional(this.source, this.at, this.span.to);
    this.pending += " • ";
  }

  private skipArguments(count: number): void {
    const { text } = this.source;
    if (count === 0) return;
    if (text[this.at] === "*") this.at++;
    for (let tries = 0; tries < 2; tries++)
      this.at = skipOptional(this.source, this.at, this.span.to);
    for (let index = 0; index < count; index++) {
      this.at = readGroup(this.source, this.at, this.span.to)?.next ?? this.at;
    }
  }

  private readLastArgument(count: number): void {
    let shown: Span | null = null;
    this.at = skipOptional(this.source, this.at, this.span.to);
    for (let index = 0; index < count; index++) {
      const group = readGroup(this.source, this.at, this.span.to);
      if (!group) break;
      shown = group;
      this.at = group.next;
    }
    if (shown) this.pushAll(this.readSpan(shown));
  }

  /** A word, a symbol, a piece of a formula, or a command that only its author knows. */
  private readWordCommand(name: string, from: number): void {
    const { to } = this.span;
    const known = DEGREE.get(name) ?? WORDS.get(name) ?? SYMBOLS.get(name) ?? RELATIONS.get(name);
    if (known !== undefined) this.pending += known;
    else if (name === "quad" || name === "qquad") this.pending += " ";
    else if (FORMULA_ARGUMENTS.has(name) && readGroup(this.source, this.at, to)) {
      const end = this.endOfArguments(name);
      this.pending += readFormulaText(this.source, { from, to: end, depth: this.depth + 1 });
      this.at = end;
    } else {
      const group = this.source.text[this.at] === "{" ? readGroup(this.source, this.at, to) : null;
      if (group && group.to > group.from) this.pushAll(this.readSpan(group));
      else this.pending += name;
      if (group) this.at = group.next;
    }
    if (known !== undefined) this.at = this.skipEmptyGroup();
  }

  private endOfArguments(name: string): number {
    let end = skipOptional(this.source, this.at, this.span.to);
    for (let index = 0; index < (FORMULA_ARGUMENTS.get(name) ?? 0); index++) {
      end = readArgument(this.source, end, this.span.to)?.next ?? end;
    }
    return end;
  }

  private readSpan(span: Span): Inline[] {
    if (this.depth < DEEPEST_NESTING)
      return new ProseReader(this.source, span, this.depth + 1).read();
    return [
      { kind: "text", text: this.source.text.slice(span.from, span.to).replace(/[\\{}]/g, "") },
    ];
  }

  private pushStyled(style: InlineStyle, span: Span): void {
    this.push({ kind: "styled", style, children: this.readSpan(span) });
  }

  private pushAll(parts: Inline[]): void {
    for (const part of parts) {
      if (part.kind === "text") this.pending += part.text;
      else this.push(part);
    }
  }

  private push(part: Inline): void {
    this.flush();
    this.parts.push(part);
  }

  private flush(): void {
    if (this.pending !== "") this.parts.push({ kind: "text", text: this.pending });
    this.pending = "";
  }
}

/** Index of the first formula that starts at `at` or later. */
function firstFormulaFrom(source: TexSource, at: number): number {
  let low = 0;
  let high = source.formulas.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((source.formulas[middle]?.start ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
