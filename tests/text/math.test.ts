import { describe, expect, it } from "vitest";
import { findFormulas } from "@/lib/text/math";

const tex = String.raw;

function formulasOf(text: string): string[] {
  return findFormulas(text).map((formula) => formula.tex);
}

describe("findFormulas", () => {
  it("finds every kind of delimiter", () => {
    const text = tex`$a$ $$b$$ \(c\) \[d\] \begin{equation}e\end{equation} \begin{align*}f\end{align*}`;
    expect(formulasOf(text)).toEqual(["a", "b", "c", "d", "e", tex`\begin{align*}f\end{align*}`]);
    expect(findFormulas(text).map((formula) => formula.isDisplay)).toEqual([
      false,
      true,
      false,
      true,
      true,
      true,
    ]);
  });

  it("says where a formula stands, delimiters included", () => {
    const text = "an $x$ here";
    const [formula] = findFormulas(text);
    expect(text.slice(formula?.start, formula?.end)).toBe("$x$");
  });

  it("takes an escaped dollar for a dollar", () => {
    expect(formulasOf(tex`\$5 for $n$ and $\$$ too`)).toEqual(["n", tex`\$`]);
  });

  it.each([
    "costs $5 and $10 each",
    "from $5-$10 to $3M–$300M",
    "worth $30 billion in 2024 and $1.77 trillion later",
    "at $0.5, $1 or $2",
    "for $250, and an average of $306.",
    "(US$5 to US$7)",
    "from $4,500/task to GPT's $11.64",
  ])("leaves prices alone: %s", (text) => {
    expect(formulasOf(text)).toEqual([]);
  });

  it("finds the formula behind a price", () => {
    expect(formulasOf("below $100 to $n$ of them")).toEqual(["n"]);
  });

  it.each([
    ["2$\\times$2", "\\times"],
    ["$ x^2 $", " x^2 "],
    ["$5$ of $5", "5"],
    ["$10 \\mu m$", "10 \\mu m"],
    ["$1.1mm$ thick", "1.1mm"],
    ["$NP \\subseteq BPP$", "NP \\subseteq BPP"],
  ])("takes %s for a formula", (text, formula) => {
    expect(formulasOf(text)).toEqual([formula]);
  });

  it("leaves a dollar without a partner, and the sentence between two, as text", () => {
    expect(formulasOf("only one $ here")).toEqual([]);
    expect(formulasOf("let $x be a point of the space and $y$ another")).toEqual(["y"]);
    expect(formulasOf("$a$ $ where $ $b$")).toEqual(["a", "b"]);
  });

  it("pairs a dollar with the next one at which the braces balance", () => {
    expect(formulasOf(tex`$x \text{ if $y$ holds}$ and $z$`)).toEqual([
      tex`x \text{ if $y$ holds}`,
      "z",
    ]);
    expect(formulasOf("{\\em cost $5} and $n$")).toEqual(["n"]);
  });
});
