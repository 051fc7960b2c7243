import katex from "katex";
import { escapeHtml } from "@/lib/text/html-escape";
import { renderLightFormula } from "@/lib/text/light-formula";

/** Longer or more deeply nested formulas show their source: KaTeX's work is not linear in them. */
const LONGEST_FORMULA = 2000;
const DEEPEST_BRACES = 40;
const MOST_EXPANSIONS = 200;
/** em; for `\rule`, `\kern` and their like. */
const LARGEST_SIZE = 10;

/** Commands that define others or reach beyond their formula have no place in an abstract. */
const REFUSED =
  /\\(?:[gex]?def|let|futurelet|(?:re|provide)?newcommand|renewcommand|providecommand|global|long|char(?![a-z"])|[hm]skip|[mk]?kern|raisebox|rule|[lrc]lap|math[lrc]lap|smash|hspace|includegraphics|html[A-Z][a-z]+)(?![a-zA-Z])/;

/** Commands that KaTeX lacks and that stand in arXiv's abstracts, in terms of those it has. */
const MACROS: Record<string, string> = {
  "\\textsc": "\\text{#1}",
  "\\mathds": "\\mathbb{#1}",
  "\\mathbbm": "\\mathbb{#1}",
};

export type FormulaRequest = {
  tex: string;
  isDisplay: boolean;
  math: "mathml" | "html" | "source";
};

/** A formula as HTML; its source, escaped, in `<code class="tex">` where it cannot be set. Never throws. */
export function renderFormula({ tex, isDisplay, math }: FormulaRequest): string {
  const light = isDisplay ? null : renderLightFormula(tex);
  if (light !== null) return light;
  const html = math === "source" ? null : renderKatex(tex, { isDisplay, math });
  return html ?? `<code class="tex">${escapeHtml(tex.trim())}</code>`;
}

function renderKatex(
  tex: string,
  how: { isDisplay: boolean; math: "mathml" | "html" },
): string | null {
  if (tex.length > LONGEST_FORMULA || braceDepth(tex) > DEEPEST_BRACES || REFUSED.test(tex))
    return null;
  try {
    const html = katex.renderToString(adaptTex(tex), {
      displayMode: how.isDisplay,
      output: how.math === "html" ? "htmlAndMathml" : "mathml",
      throwOnError: true,
      strict: "ignore",
      trust: false,
      maxExpand: MOST_EXPANSIONS,
      maxSize: LARGEST_SIZE,
      // A fresh object each time: KaTeX writes what a formula defines into it.
      macros: { ...MACROS },
    });
    return trimMathml(html);
  } catch {
    // Besides its own ParseError KaTeX may run out of stack; either way the source is what we have.
    return null;
  }
}

/** What MathJax lets pass on arXiv's pages and KaTeX does not. */
function adaptTex(tex: string): string {
  return tex.replace(
    /(?<!\\)(?:\\\\)*[%#]/g,
    (match) => `${match.slice(0, -1)}\\${match.slice(-1)}`,
  );
}

/** Leaves out the copy of the source, which no browser shows. */
function trimMathml(html: string): string {
  return html.replace(/<annotation[^>]*>[^<]*<\/annotation>/g, "").replace(/<\/?semantics>/g, "");
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
