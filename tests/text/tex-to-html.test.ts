import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHtml } from "@/lib/text/tex-to-html";
import { findForbidden, texLike } from "./html-audit";

const tex = String.raw;

describe("toHtml of prose", () => {
  it("escapes what HTML would read", () => {
    expect(toHtml(`<b onclick="x">R&D</b> 'q'`)).toBe(
      "&lt;b onclick=&quot;x&quot;&gt;R&amp;D&lt;/b&gt; &#39;q&#39;",
    );
  });

  it("shows emphasis, weight and code", () => {
    expect(toHtml(tex`\emph{a \textbf{b}} {\em c} \texttt{d} x\textsuperscript{2}`)).toBe(
      "<em>a <strong>b</strong></em> <em>c</em> <code>d</code> x<sup>2</sup>",
    );
  });

  it("sets formulas within emphasis", () => {
    expect(toHtml(tex`\textbf{for $n$ points}`)).toBe("<strong>for <i>n</i> points</strong>");
  });

  it("links addresses and leaves the punctuation after them alone", () => {
    const link = (href: string) => `<a href="${href}" rel="nofollow noopener">${href}</a>`;
    expect(toHtml("See https://a.b/c_d~e.")).toBe(`See ${link("https://a.b/c_d~e")}.`);
    expect(toHtml("(http://a.b/c(1)), or")).toBe(`(${link("http://a.b/c(1)")}), or`);
    expect(toHtml(tex`\url{https://a.b/c\_d}`)).toBe(link("https://a.b/c_d"));
    expect(toHtml(tex`at\footnote{\url{https://a.b}}`)).toBe(`at (${link("https://a.b")})`);
    expect(toHtml(tex`\href{https://a.b?c=1&d=2}{here}`)).toBe(
      '<a href="https://a.b?c=1&amp;d=2" rel="nofollow noopener">here</a>',
    );
  });

  it("links nothing but http and https, and no link within a link", () => {
    expect(toHtml(tex`\href{javascript:alert(1)}{x} ftp://a.b`)).toBe("x ftp://a.b");
    expect(toHtml(tex`\href{https://a.b}{https://c.d}`)).toBe(
      '<a href="https://a.b" rel="nofollow noopener">https://c.d</a>',
    );
  });
});

describe("toHtml of formulas", () => {
  it.each([
    ["$n$", "<i>n</i>"],
    ["$O(n^2)$", "<i>O</i>(<i>n</i><sup>2</sup>)"],
    [tex`95\% and $95\%$`, "95% and 95%"],
    [tex`$\alpha$, $\Omega$`, "<i>α</i>, Ω"],
    [tex`$\times 10$`, "×10"],
    [tex`$n \geq 3$`, "<i>n</i>\u202f≥\u202f3"],
    [tex`$\mathbb{R}^n$`, "ℝ<sup><i>n</i></sup>"],
    [tex`$\mathcal{O}(\log^2 n)$`, "𝒪(log<sup>2</sup>\u202f<i>n</i>)"],
    [tex`$\tilde{O}(n)$`, "<i>Õ</i>(<i>n</i>)"],
    [tex`$O(n\log n)$`, "<i>O</i>(<i>n</i>\u202flog\u202f<i>n</i>)"],
  ])("sets the simple formula %s as text", (source, html) => {
    expect(toHtml(source)).toBe(html);
  });

  it("sets any other as MathML, with the letters of an alphabet as its characters", () => {
    expect(toHtml(tex`$\sqrt{n}$`)).toBe("<math><msqrt><mi>n</mi></msqrt></math>");
    expect(toHtml(tex`$\mathcal{O}(\frac12)$`)).toContain("<mi>𝒪</mi>");
    expect(toHtml(tex`$$\sum x$$`)).toContain('<math display="block">');
  });

  it("sets the environments of displayed formulas, without numbers", () => {
    for (const name of ["align", "eqnarray*", "multline", "gather", "equation"]) {
      const html = toHtml(tex`so \begin{${name}} a &= b \\ c &= d \end{${name}} holds`);
      const isAligned = name === "align" || name === "eqnarray*";
      expect(html).toMatch(isAligned ? /^so <math.*<mtable.*<\/math> holds$/s : /^so <.*> holds$/s);
      expect(html).not.toMatch(/mtr-glue|eqn-num/);
    }
  });

  it("sets them as HTML beside the MathML when asked to", () => {
    expect(toHtml(tex`$\sqrt{n}$`, { math: "html" })).toContain('class="katex-html"');
  });

  it("shows the source of a formula that cannot be set, and nothing else suffers", () => {
    expect(toHtml(tex`a $\frac{1$ b $n$ <c>`)).toBe(
      tex`a <code class="tex">\frac{1</code> b <i>n</i> &lt;c&gt;`,
    );
  });

  it("shows a command that only its author knows by its name", () => {
    expect(toHtml(tex`$\poly(n)^2_3$`)).toContain("<mi>poly</mi>");
  });

  it("defines nothing, loads nothing and moves nothing", () => {
    for (const source of [
      tex`$\def\a{x}\a$`,
      tex`$\includegraphics{https://a.b/c.png}$`,
      tex`$\htmlClass{x}{y}$`,
      tex`$\rlap{x}$`,
      tex`$x \genfrac{}{}{9em}{}{a}{b}$`,
      tex`$\raisebox{9em}{x}$`,
    ]) {
      expect(toHtml(source)).toMatch(/^<code class="tex">[^<]*<\/code>$/);
    }
    expect(
      toHtml(tex`$\sqrt{x}\kern - 99em\hspace{-99em}\href{javascript:a}{y} \\[-99em] z$`),
    ).not.toMatch(/99|javascript/);
  });
});

describe("toHtml of anything", () => {
  it("writes no element and no attribute but the expected ones", () => {
    fc.assert(
      fc.property(texLike, (source) => {
        expect(findForbidden(toHtml(source))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("writes none but KaTeX's own besides when set as HTML", () => {
    fc.assert(
      fc.property(texLike, (source) => {
        const html = toHtml(source, { math: "html" });
        expect(findForbidden(html, { isKatexHtml: true })).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["dollars", "$".repeat(100_000)],
    ["formulas", tex`$\frac12$ `.repeat(10_000)],
    ["open groups", "{".repeat(100_000)],
    ["open groups in formulas", "${".repeat(50_000)],
    ["groups 10,000 deep", `${"{".repeat(10_000)}x${"}".repeat(10_000)}`],
    ["fractions 10,000 deep", `$${tex`\frac{`.repeat(10_000)}x${"}{y}".repeat(10_000)}$`],
    ["emphasis 10,000 deep", `${tex`\emph{`.repeat(10_000)}x${"}".repeat(10_000)}`],
    ["citations", tex`x\cite `.repeat(15_000)],
    ["scripts", `$${"x^".repeat(50_000)}$`],
    ["an address of parentheses", `http://x${")".repeat(100_000)}`],
  ])("copes with 100 KB of %s", (_name, source) => {
    expect(findForbidden(toHtml(source))).toEqual([]);
  });
});
