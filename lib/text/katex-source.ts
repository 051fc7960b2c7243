import { codePointText } from "@/lib/text/characters";

/** Commands that KaTeX lacks and that stand in arXiv's abstracts, in terms of those it has. */
export const KATEX_MACROS: Readonly<Record<string, string>> = {
  "\\mbox": "\\text{#1}",
  "\\textsc": "\\text{#1}",
  "\\mathds": "\\mathbb{#1}",
  "\\mathbbm": "\\mathbb{#1}",
  "\\mathbfcal": "\\mathcal{#1}",
  // KaTeX draws it with a shadow, in a style attribute.
  "\\pmb": "\\boldsymbol{#1}",
  "\\nicefrac": "{#1}/{#2}",
  "\\sfrac": "{#1}/{#2}",
  "\\textgreater": ">",
  "\\textless": "<",
  "\\slash": "/",
  "\\hdots": "\\ldots",
  "\\arrowvert": "\\vert",
  "\\Tilde": "\\tilde{#1}",
  "\\Bar": "\\bar{#1}",
  "\\Hat": "\\hat{#1}",
  "\\Vec": "\\vec{#1}",
  "\\sp": "^{#1}",
  "\\sb": "_{#1}",
  // Names that every author who defines them means alike.
  "\\eps": "\\varepsilon",
  "\\RR": "\\mathbb{R}",
  "\\CC": "\\mathbb{C}",
  "\\NN": "\\mathbb{N}",
  "\\ZZ": "\\mathbb{Z}",
  "\\QQ": "\\mathbb{Q}",
};

/** Letters from which on an unknown command is a word like `\poly`, and shorter ones are a sign. */
const SHORTEST_WORD = 3;

/** How a command that only the author knows is shown: a word by its name, a sign as it was typed. */
export function nameUnknownCommand(name: string): string {
  const script = /^(?:c|cal|bb|mathbb)([A-Z])$/.exec(name);
  if (script) return `\\math${name.startsWith("c") ? "cal" : "bb"}{${script[1]}}`;
  return name.length < SHORTEST_WORD
    ? `\\texttt{\\textbackslash ${name}}`
    : `\\operatorname{${name}}`;
}

/** Rewrites what MathJax lets pass on arXiv's pages and KaTeX does not. */
export function adaptToKatex(tex: string): string {
  return (
    tex
      .replace(/\\unicode\s*\{([^{}]*)\}/g, (_, code: string) => `\\text{${codePointText(code)}}`)
      .replace(/\\(?:label|tag|eqno)\s*\*?\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![a-zA-Z])/g, "")
      // A colour chosen for white paper is none for a dark page; a link within a formula is none.
      .replace(/\\(?:href|(?:text)?color)\s*\{[^{}]*\}/g, "")
      .replace(/\\smash\s*(?:\[[tb]\])?(?![a-zA-Z])/g, "")
      // Spacing by measure may reach over the text around.
      .replace(/\\(?:m?kern|[hm]skip|[hm]space\*?)\s*(?:\{[^{}]*\}|[-+]?\s*[\d.]+\s*[a-z]{2})/g, "")
      .replace(/(\\\\|\\cr|\\newline)\s*\[\s*[-+]?\s*[\d.]+\s*[a-z]{2}\s*\]/g, "$1")
      .replace(/\\begin\{array\}\s*\[[a-z]\]/g, "\\begin{array}")
      .replace(
        /\\(begin|end)\{(eqnarray|flalign|multline|align|gather|alignat)\*?\}/g,
        renameEnvironment,
      )
      .replace(/\\text(?:tt|rm|sf|bf|it)?\{[^{}$]*\}/g, (text) => text.replace(/(?<!\\)_/g, "\\_"))
      // Neither comments nor parameters occur in an abstract.
      .replace(/\\[\s\S]|[%#]/g, (match) => (match.length === 1 ? `\\${match}` : match))
  );
}

/** The starred forms: a number beside a formula means nothing without the paper. */
function renameEnvironment(_: string, side: string, name: string): string {
  if (name === "eqnarray") return side === "begin" ? "\\begin{array}{rcl}" : "\\end{array}";
  const known = { multline: "gather", flalign: "align" }[name] ?? name;
  return `\\${side}{${known}*}`;
}
