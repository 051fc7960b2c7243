/** The line of text that a formula becomes; knows where TeX would have put space. */
export class FormulaLine {
  private text = "";
  /** The last piece written. Looking at the end of the text itself would make the line quadratic. */
  private last = "";
  /** After a function's name a space is due before a letter or digit: "log n", "log(n)". */
  private isSpaceDue = false;

  write(text: string): void {
    if (text === "") return;
    if (this.isSpaceDue && /^[\p{L}\p{N}√∑∏∫]/u.test(text.slice(0, 2))) this.text += " ";
    this.isSpaceDue = false;
    this.append(text);
  }

  /** A super- or subscript belongs to what it stands on: "log₂ n". */
  writeScript(script: string): void {
    this.append(script);
  }

  writeFunction(name: string): void {
    if (/[\p{L}\p{N}\p{M})\]]$/u.test(this.last.slice(-2))) this.text += " ";
    this.write(name);
    this.isSpaceDue = true;
  }

  /** Space on both sides, but none where the relation leads: "n ≤ 3", "≤3". */
  writeRelation(relation: string): void {
    const isLeading = /(?:^|[([{<>=~,] ?)$/.test(this.last.slice(-2));
    this.isSpaceDue = false;
    this.append(isLeading ? relation : ` ${relation} `);
  }

  endsWith(pattern: RegExp): boolean {
    return pattern.test(this.last.slice(-2));
  }

  /** All that was written, white space folded. */
  toString(): string {
    // The end of a line of TeX, "; ", adds nothing to the punctuation before it.
    return this.text
      .replace(/\s+/g, " ")
      .replace(/([,;.:]) ?; /g, "$1 ")
      .normalize("NFC");
  }

  private append(text: string): void {
    if (text === "") return;
    this.text += text;
    this.last = text;
  }
}

/** A fraction in one line, with parentheses where reading from left to right would mislead. */
export function fractionText({ above, below }: { above: string; below: string }): string {
  const isPlainAbove = /^(?:[^\s+\-±∓/=<>]*|\([^()]*\))$/.test(above);
  const isPlainBelow = /^(?:[\d.]+|\p{L}[\p{M}\p{No}\p{Lm}′]*|√[\p{L}\d]|\([^()]*\))$/u.test(below);
  return `${isPlainAbove ? above : `(${above})`}/${isPlainBelow ? below : `(${below})`}`;
}

/** A root in one line; the degree, when there is one, is raised already. */
export function rootText({ degree, inner }: { degree: string; inner: string }): string {
  const isPlain = /^(?:[\d.]+|\p{L}\p{M}*|[^\p{L}\p{N}])$/u.test(inner);
  return `${degree}√${isPlain ? inner : `(${inner})`}`;
}
