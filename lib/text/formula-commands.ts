import { MATH_ACCENTS } from "@/lib/text/characters";

/** How many arguments a command of formulas takes; commands not listed here take none. */
export const FORMULA_ARGUMENTS: ReadonlyMap<string, number> = new Map([
  ...counted(
    2,
    "frac dfrac tfrac cfrac nicefrac sfrac xfrac binom tbinom dbinom overset underset stackrel genfrac",
  ),
  ...counted(
    1,
    "sqrt mathbb Bbb mathds mathbbm pmod bm boldsymbol mathop mathcal mathscr mathfrak mathbf mathrm mathsf " +
      "mathtt mathit mathnormal pmb operatorname substack boxed overbrace underbrace ensuremath mathbin " +
      "mathrel mathord mathopen mathclose mathpunct cal unicode symbf symcal mathbfcal bf bold",
  ),
  ...counted(1, [...MATH_ACCENTS.keys()].join(" ")),
]);

/** Commands of formulas whose argument is a piece of prose. */
export const TEXT_COMMANDS: ReadonlySet<string> = new Set(
  words(
    "text textrm textnormal mbox hbox textsf texttt textbf textit emph textsc textup intertext fbox",
  ),
);

/** Commands that leave no mark in a formula, with the number of arguments they take along. */
export const SILENT_IN_FORMULAS: ReadonlyMap<string, number> = new Map([
  ...counted(
    0,
    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm displaystyle " +
      "textstyle scriptstyle scriptscriptstyle limits nolimits nonumber notag rm it sf tt em sl small large " +
      "Large normalsize footnotesize scriptsize tiny hfill noindent strut mathstrut allowbreak nobreak relax " +
      "protect hline bfseries itshape upshape rmfamily",
  ),
  ...counted(
    1,
    "label tag hspace vspace phantom vphantom hphantom color begin end kern hskip mskip mkern cite ref eqref " +
      "footnote mspace",
  ),
]);

/** Commands that are a space, or the end of a line. */
export const SPACES: ReadonlySet<string> = new Set([
  ...words("quad qquad thinspace enspace cr newline , ; : > ~"),
  " ",
  "\n",
  "\\",
]);

/** Commands of the blackboard bold alphabet. */
export const DOUBLE_STRUCK: ReadonlySet<string> = new Set(words("mathbb Bbb mathds mathbbm"));

function counted(count: number, list: string): [string, number][] {
  return words(list).map((name) => [name, count]);
}

function words(list: string): string[] {
  return list.split(" ");
}
