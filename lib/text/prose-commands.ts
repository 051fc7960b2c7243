import type { InlineStyle } from "@/lib/text/inline";

/** Commands whose one argument is set in a style. */
export const STYLES: ReadonlyMap<string, InlineStyle> = new Map([
  ...valued<InlineStyle>("em", "emph textit textsl em it itshape sl underline uline ul"),
  ...valued<InlineStyle>("strong", "textbf bf bfseries strong"),
  ...valued<InlineStyle>("code", "texttt tt ttfamily code lstinline path"),
  ...valued<InlineStyle>("sup", "textsuperscript"),
  ...valued<InlineStyle>("sub", "textsubscript"),
]);

/** Of those, the ones that style the rest of their group where no argument follows. */
export const DECLARATIONS: ReadonlySet<string> = new Set(
  "em it itshape sl bf bfseries tt ttfamily".split(" "),
);

/** Commands that leave no mark, with the number of arguments they take along. */
export const SILENT_IN_PROSE: ReadonlyMap<string, number> = new Map([
  ...valued(
    0,
    "noindent newline linebreak par small large Large footnotesize normalsize scriptsize tiny centering sc " +
      "scshape sf rm sffamily rmfamily upshape mdseries normalfont xspace protect displaystyle textstyle limits " +
      "nolimits left right big Big bigg Bigg bigl bigr Bigl Bigr nonumber hfill clearpage newpage maketitle " +
      "bigskip medskip smallskip vfill hline relax leavevmode cal",
  ),
  ...valued(
    1,
    "ref eqref label autoref cref Cref pageref vspace hspace color index begin end bibliography tag " +
      "bibliographystyle input include thanks vskip hskip",
  ),
]);

/** Commands of which only the last argument is shown, with the number of arguments. */
export const LAST_SHOWN: ReadonlyMap<string, number> = new Map([
  ...valued(2, "textcolor colorbox hyperlink hyperref raisebox texorpdfstring replaced"),
  ...valued(3, "fcolorbox"),
]);

/** The citation commands of LaTeX, natbib and biblatex. */
export const CITATION = /^(?:no|paren|text|auto|foot)?[cC]ite[a-zA-Z]{0,8}$/;

function valued<Value>(value: Value, list: string): [string, Value][] {
  return list.split(" ").map((name) => [name, value]);
}
