import { describe, expect, it } from "vitest";
import { toUnicode } from "@/lib/text/tex-to-unicode";

const tex = String.raw;

/** Left: as arXiv sends it. Right: as a mail, a feed or a search shows it. */
const CASES: Record<string, [string, string][]> = {
  "turns accents and special letters into Unicode": [
    [tex`Schr\"odinger and Schr\"{o}dinger`, "Schrödinger and Schrödinger"],
    [tex`Poincar{\'e}, Poincar\'{e}, Poincar\'e`, "Poincaré, Poincaré, Poincaré"],
    [tex`Fran\c{c}ois \v{S}koda Erd\H{o}s Erd\H os`, "François Škoda Erdős Erdős"],
    [
      tex`S\o ren \L{}ukasz {\L}ojasiewicz Gro\ss{}e na\"{\i}ve`,
      "Søren Łukasz Łojasiewicz Große naïve",
    ],
    [tex`\AA ngstr\"om, 5 \AA wide`, "Ångström, 5 Å wide"],
    [tex`Alzheimer\'s disease`, "Alzheimer's disease"],
  ],
  "sets formulas in one line": [
    [tex`$O(n\log n)$ and $\mathcal{O}(\sqrt{nT})$`, "O(n log n) and O(√(nT))"],
    [tex`$\ell_p$ in $\mathbb{R}^n$, $\mathbb{F}_q$`, "ℓₚ in ℝⁿ, 𝔽_q"],
    [tex`$\frac{a}{b}$, $\frac{a+b}{2n}$, $\tfrac12$`, "a/b, (a+b)/(2n), 1/2"],
    [tex`$10^{-5}$, $x^{2}_{i}$, $x_{\max}$, $e^{x/2}$`, "10⁻⁵, x²ᵢ, xₘₐₓ, e^(x/2)"],
    [tex`$n\leq 3$, $\geq 5$, $3\times 3$, $k \in \{1,\dots,n\}$`, "n ≤ 3, ≥5, 3×3, k ∈ {1,…,n}"],
    [tex`$\tilde{O}(n)$, $\hat x$, $\not= y$`, "Õ(n), x̂, ≠y"],
    [tex`$f := \frac{1}{(n-p)}$, $l \cdot b$, $a, b$`, "f := 1/(n-p), l·b, a, b"],
    [tex`$\unicode{x2013}$, $\poly(n)$, $\text{if } x$`, "–, poly(n), if x"],
    [tex`$\log^2 n$, $\log_2 n$`, "log² n, log₂ n"],
    [tex`$90^\circ$, $A^\top$, $f'$`, "90°, Aᵀ, f′"],
  ],
  "reads the marks of prose": [
    ["``Quoted'' text -- and --- dash, use --flag", "“Quoted” text – and — dash, use --flag"],
    ["Fig.~1 about ~5 days", "Fig. 1 about ~5 days"],
    [tex`95\% of R\&D, \$5, a\_b, \#1`, "95% of R&D, $5, a_b, #1"],
    ["file_name, x^2, O(n^{2})", "file_name, x^2, O(n²)"],
    ["values in {-1,1} for {B}ayes", "values in {-1,1} for Bayes"],
    ["  white \n space\t folds ", "white space folds"],
  ],
  "keeps what commands hold and drops what they do": [
    [tex`\emph{a} \textbf{b \textit{c}} {\em d e} \texttt{f}`, "a b c d e f"],
    [tex`\nameshort{} beats \foo{bar} and \ours`, "nameshort beats bar and ours"],
    [tex`as shown~\cite{x,y} and [\citep{z}]. Next\footnote{no}.`, "as shown and. Next."],
    [
      tex`\url{https://a.b/c\_d} \href{https://x.y}{here} \textcolor{red}{hi}`,
      "https://a.b/c_d here hi",
    ],
    [tex`https://a.b/~u/x--y and \alpha-stable`, "https://a.b/~u/x--y and α-stable"],
  ],
};

describe("toUnicode", () => {
  for (const [name, cases] of Object.entries(CASES)) {
    it.each(cases)(`${name}: %s`, (source, expected) => {
      expect(toUnicode(source)).toBe(expected);
    });
  }
});
