import { setInAlphabet } from "@/lib/text/alphabets";
import {
  ACCENTS,
  accentText,
  codePointText,
  FUNCTIONS,
  LETTERS,
  MATH_ACCENTS,
  RELATIONS,
  SYMBOLS,
  scriptText,
} from "@/lib/text/characters";
import {
  DOUBLE_STRUCK,
  FORMULA_ARGUMENTS,
  SILENT_IN_FORMULAS,
  SPACES,
  TEXT_COMMANDS,
} from "@/lib/text/formula-commands";
import { FormulaLine, fractionText, rootText } from "@/lib/text/formula-line";
import {
  characterLength,
  isLetter,
  isSpace,
  readArgument,
  readCommand,
  readGroup,
  readSource,
  skipOptional,
  type TexSource,
} from "@/lib/text/source";

/** Groups nested deeper than this are read as plain characters, which bounds the work and the stack. */
export const DEEPEST_NESTING = 24;

/** A formula as one line of Unicode text. Never throws; linear; nesting is bounded. */
export function formulaText(tex: string): string {
  return readFormulaText(readSource(tex), { from: 0, to: tex.length, depth: 0 });
}

type Stretch = { from: number; to: number; depth: number; isText?: boolean };

/** The formula between two places of a source, as one line of Unicode text. */
export function readFormulaText(source: TexSource, stretch: Stretch): string {
  if (stretch.depth > DEEPEST_NESTING) {
    return source.text.slice(stretch.from, stretch.to).replace(/[\\{}$]/g, "");
  }
  return new FormulaReader(source, stretch).read();
}

/** Reads one stretch from left to right; what it remembers is what was written so far. */
class FormulaReader {
  private readonly line = new FormulaLine();
  private at: number;

  constructor(
    private readonly source: TexSource,
    private readonly stretch: Stretch,
  ) {
    this.at = stretch.from;
  }

  read(): string {
    while (this.at < this.stretch.to) this.readNext();
    const line = this.line.toString();
    return this.stretch.isText ? line : line.trim();
  }

  private readNext(): void {
    const { text, closes } = this.source;
    const code = text.charCodeAt(this.at);
    const character = text[this.at] ?? "";
    if (isLetter(code)) this.readWord();
    else if (isSpace(code)) this.readSpace();
    else if (character === "\\") this.readCommand();
    else if (character === "{") {
      const close = closes[this.at] ?? -1;
      const isGroup = close >= 0 && close < this.stretch.to;
      if (isGroup) this.line.write(this.readStretch(this.at + 1, close, this.stretch.isText));
      this.at = isGroup ? close + 1 : this.at + 1;
    } else if (character === "}" || character === "$") this.at++;
    else if (this.stretch.isText) this.copyCharacter();
    else if (character === "^" || character === "_") this.readScript(character);
    else if (character === "=" || character === "<" || character === ">") {
      this.line.writeRelation(character);
      this.at++;
    } else if (character === ":" && text[this.at + 1] === "=") {
      this.line.writeRelation(":=");
      this.at += 2;
    } else if (character === "&" || character === "~") {
      this.line.write(" ");
      this.at++;
    } else if (character === "'") {
      this.line.write("′");
      this.at++;
    } else this.copyCharacter();
  }

  private copyCharacter(): void {
    const length = characterLength(this.source.text, this.at);
    this.line.write(this.source.text.slice(this.at, this.at + length));
    this.at += length;
  }

  private readWord(): void {
    const { text } = this.source;
    const from = this.at;
    while (this.at < this.stretch.to && isLetter(text.charCodeAt(this.at))) this.at++;
    this.line.write(text.slice(from, this.at));
  }

  /** TeX ignores white space in formulas; between two words, or after a comma, somebody meant it. */
  private readSpace(): void {
    const { text } = this.source;
    while (this.at < this.stretch.to && isSpace(text.charCodeAt(this.at))) this.at++;
    const isBetweenWords = this.line.endsWith(/[A-Za-z]{2}$/) && isLetter(text.charCodeAt(this.at));
    if (this.stretch.isText || isBetweenWords || this.line.endsWith(/[,;.]$/)) this.line.write(" ");
  }

  private readScript(position: "^" | "_"): void {
    const argument = readArgument(this.source, this.at + 1, this.stretch.to);
    if (!argument) {
      this.at++;
      return;
    }
    // A bare command takes its own arguments along: x^\frac{1}{2}.
    const isCommand = this.source.text[argument.from] === "\\" && argument.next === argument.to;
    const to = isCommand ? this.endOfCommand(argument.from) : argument.to;
    const inner = this.readStretch(argument.from, to);
    this.line.writeScript(scriptText(inner.replace(/ ?([^\p{L}\p{N}]) ?/gu, "$1"), position));
    this.at = Math.max(argument.next, to);
  }

  private endOfCommand(from: number): number {
    const { name, end } = readCommand(this.source.text, from);
    let next = end;
    const count = TEXT_COMMANDS.has(name) ? 1 : (FORMULA_ARGUMENTS.get(name) ?? 0);
    for (let index = 0; index < count; index++) {
      next = readArgument(this.source, next, this.stretch.to)?.next ?? next;
    }
    return next;
  }

  private readCommand(): void {
    const { name, end } = readCommand(this.source.text, this.at);
    this.at = end;
    const relation = RELATIONS.get(name);
    const symbol = SYMBOLS.get(name);
    const silent = SILENT_IN_FORMULAS.get(name);
    if (relation !== undefined) {
      this.at = name.startsWith("x")
        ? skipOptional(this.source, this.at, this.stretch.to)
        : this.at;
      if (name.startsWith("x")) this.takeArgument();
      this.line.writeRelation(relation);
    } else if (symbol !== undefined) this.line.write(symbol);
    else if (silent !== undefined) this.skipSilent(name, silent);
    else if (SPACES.has(name)) this.line.write(name === "\\" || name === "cr" ? "; " : " ");
    else if (name === "!" || name === "/" || name === "-" || name === "@" || name === "") return;
    else if (name === "|") this.line.write("‖");
    else if (name === "not") this.writeNegated();
    else if (name === "over" || name === "above") this.line.write("/");
    else if (name === "choose") this.line.write(" choose ");
    else if (FUNCTIONS.has(name)) this.line.writeFunction(name);
    else if (TEXT_COMMANDS.has(name)) this.line.write(this.takeArgument(true) ?? "");
    else if (FORMULA_ARGUMENTS.has(name)) this.readStructure(name);
    else this.readOther(name);
  }

  private skipSilent(name: string, count: number): void {
    for (let index = 0; index < count; index++) {
      const group = readGroup(this.source, this.at, this.stretch.to);
      if (!group) break;
      this.at = group.next;
      if (name === "begin" && this.source.text.slice(group.from, group.to).includes("array"))
        count = 2;
    }
    // The dot of \left. and \right. stands for no delimiter at all.
    if ((name === "left" || name === "right") && this.source.text[this.at] === ".") this.at++;
  }

  private readStructure(name: string): void {
    if (name === "sqrt") this.readRoot();
    else if (FORMULA_ARGUMENTS.get(name) === 2) this.readPair(name);
    else this.writeStructure(name, this.takeArgument() ?? "");
  }

  private writeStructure(name: string, inner: string): void {
    const accent = MATH_ACCENTS.get(name);
    if (accent !== undefined) {
      this.line.write([...inner].length === 1 ? accentText(inner, accent) : inner);
    } else if (DOUBLE_STRUCK.has(name)) this.line.write(setInAlphabet(inner, "double-struck"));
    else if (name === "operatorname") this.line.writeFunction(inner.replace(/^\*/, ""));
    else if (name === "pmod") this.line.write(` (mod ${inner})`);
    else if (name === "unicode") this.line.write(codePointText(inner));
    else this.line.write(inner);
  }

  private readPair(name: string): void {
    const first = this.takeArgument() ?? "";
    const second = this.takeArgument() ?? "";
    if (name.endsWith("frac")) this.line.write(fractionText({ above: first, below: second }));
    else if (name.endsWith("binom")) this.line.write(`(${first} choose ${second})`);
    else this.line.write(second);
  }

  private readRoot(): void {
    const open = this.at;
    this.at = skipOptional(this.source, this.at, this.stretch.to);
    const degree = this.source.text.slice(open, this.at).replace(/[[\]\s{}\\]/g, "");
    const inner = this.takeArgument() ?? "";
    this.line.write(rootText({ degree: scriptText(degree, "^"), inner }));
  }

  private readOther(name: string): void {
    const letter = LETTERS.get(name);
    const accent = ACCENTS.get(name);
    if (accent !== undefined) {
      this.line.write(accentText(this.takeArgument(true) ?? "", accent));
    } else if (letter !== undefined && this.stretch.isText) this.line.write(letter);
    else if (!isLetter(name.charCodeAt(0))) this.line.write(name);
    else {
      const group = readGroup(this.source, this.at, this.stretch.to);
      if (group && group.to > group.from) this.line.write(this.takeArgument() ?? "");
      else this.line.writeFunction(name);
      if (group && group.to === group.from) this.at = group.next;
    }
  }

  /** The next argument as text; null, and nothing taken, where there is none. */
  private takeArgument(isText = false): string | null {
    const star = this.source.text[this.at] === "*" ? 1 : 0;
    const argument = readArgument(this.source, this.at + star, this.stretch.to);
    if (!argument) return null;
    const isCommand = this.source.text[argument.from] === "\\" && argument.next === argument.to;
    const to = isCommand ? this.endOfCommand(argument.from) : argument.to;
    this.at = Math.max(argument.next, to);
    return this.readStretch(argument.from, to, isText);
  }

  private readStretch(from: number, to: number, isText = false): string {
    return readFormulaText(this.source, { from, to, depth: this.stretch.depth + 1, isText });
  }

  private writeNegated(): void {
    const next = this.takeArgument() ?? "";
    this.line.writeRelation((next + (next === "" ? "" : "\u0338")).normalize("NFC"));
  }
}
