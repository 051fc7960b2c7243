import { DEEPEST_NESTING } from "@/lib/text/formula-text";
import type { Inline, InlineStyle } from "@/lib/text/inline";
import { readLink } from "@/lib/text/link";
import { findFormulas } from "@/lib/text/math";
import { readProseCommand } from "@/lib/text/prose-command";
import { isLetter, readGroup, readSource, type Span, type TexSource } from "@/lib/text/source";

/** Characters at which a run of plain text ends. */
const SPECIAL = new Uint8Array(128);
for (const character of "\\{}~^_-'`hH$") SPECIAL[character.charCodeAt(0)] = 1;
/** A text without any of this is plain, as most are. */
const TEX = /[\\{}~^_`$]|--|''|https?:\/\//i;
/** UTF-16 units; a group in braces that is longer is never a list. */
const LONGEST_LIST = 80;
const LONGEST_QUOTATION = 60;

/** Reads TeX as it stands in titles, abstracts, names and comments. Never throws; linear. */
export function parseProse(tex: string): Inline[] {
  if (!TEX.test(tex)) return [{ kind: "text", text: tex }];
  const source = readSource(tex, findFormulas(tex));
  return new ProseReader(source, { from: 0, to: tex.length }, 0).read();
}

/** Reads one stretch from left to right into a list of its parts. */
export class ProseReader {
  /** Where reading goes on. */
  at: number;
  /** Text read but not yet among the parts. */
  pending = "";
  private readonly parts: Inline[] = [];
  private formulaIndex: number;

  constructor(
    readonly source: TexSource,
    readonly span: Pick<Span, "from" | "to">,
    /** How many groups the stretch lies in. */
    readonly depth: number,
  ) {
    this.at = span.from;
    this.formulaIndex = firstFormulaFrom(source, span.from);
  }

  read(): Inline[] {
    while (this.at < this.span.to) this.readNext();
    this.flush();
    return this.parts;
  }

  /** The parts of a stretch within this one. Below the deepest nesting allowed it is plain text. */
  readSpan(span: Pick<Span, "from" | "to">): Inline[] {
    if (this.depth < DEEPEST_NESTING) {
      return new ProseReader(this.source, span, this.depth + 1).read();
    }
    const text = this.source.text.slice(span.from, span.to).replace(/[\\{}]/g, "");
    return [{ kind: "text", text }];
  }

  /** Makes what was read a part. Whoever looks at the end of `pending` flushes it, or is quadratic. */
  flush(): void {
    if (this.pending !== "") this.parts.push({ kind: "text", text: this.pending });
    this.pending = "";
  }

  push(part: Inline): void {
    this.flush();
    this.parts.push(part);
  }

  pushAll(parts: Inline[]): void {
    for (const part of parts) {
      if (part.kind === "text") this.pending += part.text;
      else this.push(part);
    }
  }

  pushStyled(style: InlineStyle, span: Pick<Span, "from" | "to">): void {
    this.push({ kind: "styled", style, children: this.readSpan(span) });
  }

  private readNext(): void {
    const character = this.source.text[this.at] ?? "";
    if (this.readFormula()) return;
    if (character === "\\") readProseCommand(this);
    else if (character === "{") this.readBrace();
    else if (character === "}") this.at++;
    else if (character === "~") this.readTilde();
    else if (character === "^" || character === "_") this.readScript(character);
    else if (character === "-" || character === "'" || character === "`") this.readMark(character);
    else if (!((character === "h" || character === "H") && this.readAddress())) this.readRun();
  }

  private readFormula(): boolean {
    const { formulas } = this.source;
    while ((formulas[this.formulaIndex]?.start ?? this.span.to) < this.at) this.formulaIndex++;
    const formula = formulas[this.formulaIndex];
    if (formula?.start !== this.at || formula.end > this.span.to) return false;
    this.push({ kind: "formula", tex: formula.tex, isDisplay: formula.isDisplay });
    this.at = formula.end;
    return true;
  }

  /** Copies at least one character, and all that cannot begin anything. */
  private readRun(): void {
    const { text } = this.source;
    const from = this.at++;
    while (this.at < this.span.to && SPECIAL[text.charCodeAt(this.at)] !== 1) this.at++;
    this.pending += text.slice(from, this.at);
  }

  private readAddress(): boolean {
    const link = readLink(this.source.text, this.at, this.span.to);
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
    const isOption = isLetter(text.charCodeAt(this.at)) && /[\s([]/.test(text[from - 1] ?? " ");
    if (character === "`" && count === 2) this.pending += "“";
    else if (character === "'" && count === 2) this.pending += "”";
    else if (character === "`" && count === 1 && this.opensQuotation()) this.pending += "‘";
    else if (character === "-" && count === 3) this.pending += "—";
    else if (character === "-" && count === 2 && !isOption) this.pending += "–";
    else this.pending += text.slice(from, this.at);
  }

  private opensQuotation(): boolean {
    const end = Math.min(this.at + LONGEST_QUOTATION, this.span.to);
    return /^[^`\s][^`]*'/.test(this.source.text.slice(this.at, end));
  }

  /** `~` ties two words; where it leads, as in "~5 days", it says "about". */
  private readTilde(): void {
    const { text } = this.source;
    const isTie = !/[\s(=<>[]/.test(text[this.at - 1] ?? " ") || text[this.at + 1] === "\\";
    this.pending += isTie ? "\u00a0" : "~";
    this.at++;
  }

  /** Outside formulas `x^2` and `file_name` stay as typed; braces show that a script was meant. */
  private readScript(character: "^" | "_"): void {
    const hasBrace = this.source.text[this.at + 1] === "{";
    const group = hasBrace ? readGroup(this.source, this.at + 1, this.span.to) : null;
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
    const { text } = this.source;
    const isShort = group.to - group.from <= LONGEST_LIST;
    const inside = isShort ? text.slice(group.from, group.to) : "";
    const isList = /^[^\\]*,[^\\]*$/.test(inside) && !/[}\]\w]/.test(text[this.at - 1] ?? " ");
    if (isList) this.pending += "{";
    this.pushAll(this.readSpan(group));
    if (isList) this.pending += "}";
    this.at = group.next;
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
