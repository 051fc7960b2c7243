import katex from "katex";
import { escapeHtml } from "@/lib/text/html-escape";
import { adaptToKatex, KATEX_MACROS, nameUnknownCommand } from "@/lib/text/katex-source";
import { renderLightFormula } from "@/lib/text/light-formula";
import { compactMathml } from "@/lib/text/mathml";

/** Longer or more deeply nested formulas show their source: KaTeX's work is not linear in them. */
const LONGEST_FORMULA = 2000;
const DEEPEST_BRACES = 40;
const MOST_EXPANSIONS = 200;
/** em; for what is left of `\rule` and its like. */
const LARGEST_SIZE = 10;
/** Commands that only the author knows, per formula. */
const MOST_UNKNOWN_COMMANDS = 6;

/** Commands that define others, move over other text or reach beyond their formula. */
const REFUSED =
  /\\(?:[gex]?def|let|futurelet|(?:re|provide)?newcommand|global|raisebox|raise|lower|rule|[lrc]lap|math[lrc]lap|m?kern|[hm]skip|[hm]space|genfrac|above|includegraphics|url|html[A-Z][a-z]+)(?![a-zA-Z])/;

/** `source`: not to be laid out at all. */
export type FormulaRequest = {
  tex: string;
  isDisplay: boolean;
  math: "mathml" | "html" | "source";
};

/** A formula as HTML; where it cannot be set, its source in `<code class="tex">`. Never throws. */
export function renderFormula({ tex, isDisplay, math }: FormulaRequest): string {
  const light = isDisplay ? null : renderLightFormula(tex);
  if (light !== null) return light;
  const html = math === "source" ? null : renderWithKatex(tex, { isDisplay, math });
  return html ?? `<code class="tex">${escapeHtml(tex.trim())}</code>`;
}

type Layout = { isDisplay: boolean; math: "mathml" | "html" };

function renderWithKatex(tex: string, layout: Layout): string | null {
  if (tex.length > LONGEST_FORMULA || braceDepth(tex) > DEEPEST_BRACES) return null;
  const source = adaptToKatex(tex);
  if (REFUSED.test(source)) return null;
  const macros: Record<string, string> = { ...KATEX_MACROS };
  for (let tries = 0; tries <= MOST_UNKNOWN_COMMANDS; tries++) {
    try {
      const html = katexToString(source, { ...layout, macros });
      return layout.math === "mathml" ? compactMathml(html) : html;
    } catch (error) {
      // Besides its own errors KaTeX may run out of stack; either way the source is what we have.
      const command = /^KaTeX parse error: Undefined control sequence: (\\[a-zA-Z]+)/.exec(
        error instanceof Error ? error.message : "",
      )?.[1];
      if (command === undefined || macros[command] !== undefined) return null;
      macros[command] = nameUnknownCommand(command.slice(1));
    }
  }
  return null;
}

function katexToString(source: string, layout: Layout & { macros: Record<string, string> }) {
  return katex.renderToString(source, {
    // Environments like align are an error to KaTeX within a line.
    displayMode: layout.isDisplay || /\\begin\{(?:align|gather|split|alignat)\*?\}/.test(source),
    output: layout.math === "html" ? "htmlAndMathml" : "mathml",
    throwOnError: true,
    strict: "ignore",
    trust: false,
    maxExpand: MOST_EXPANSIONS,
    maxSize: LARGEST_SIZE,
    // A fresh object each time: KaTeX writes what a formula defines into it.
    macros: { ...layout.macros },
  });
}

function braceDepth(tex: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of tex) {
    if (character === "{") deepest = Math.max(deepest, ++depth);
    else if (character === "}") depth--;
  }
  return deepest;
}
