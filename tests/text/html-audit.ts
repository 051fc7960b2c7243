import fc from "fast-check";

const ELEMENTS = new Set(
  (
    "a b code em i strong sub sup math mrow mi mo mn mtext mspace msup msub msubsup mfrac msqrt mroot mover munder " +
    "munderover mtable mtr mtd mstyle mpadded menclose mphantom mlabeledtr"
  ).split(" "),
);
const ATTRIBUTES = new Set(
  (
    "rel class display mathvariant stretchy fence separator accent accentunder lspace rspace minsize maxsize " +
    "scriptlevel displaystyle columnalign columnspacing rowspacing columnlines rowlines linethickness width height " +
    "depth voffset mathsize mathbackground mathcolor notation linebreak form symmetric largeop side frame movablelimits"
  ).split(" "),
);
/** What KaTeX's own HTML, and the MathML it puts beside it, adds. */
const KATEX_ELEMENTS = new Set("span svg path line semantics annotation".split(" "));
const KATEX_ATTRIBUTES = new Set(
  "style xmlns aria-hidden encoding viewBox preserveAspectRatio d x1 x2 y1 y2 stroke-width".split(
    " ",
  ),
);
const TAG = /^<(\/?)([a-z]+)((?: [a-zA-Z\d-]+="[^"<>]*")*)(\/?)>/;

/** What stands in a piece of HTML and may not: elements, attributes, addresses, stray or unclosed tags. */
export function findForbidden(html: string, options = { isKatexHtml: false }): string[] {
  const { isKatexHtml } = options;
  const found: string[] = [];
  const open: string[] = [];
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) {
    const [, slash, name = "", attributes = "", end = ""] =
      TAG.exec(html.slice(at, at + 20_000)) ?? [];
    const isKatexElement = isKatexHtml && KATEX_ELEMENTS.has(name);
    if (!ELEMENTS.has(name) && !isKatexElement) found.push(html.slice(at, at + 40));
    for (const [, attribute = "", value = ""] of attributes.matchAll(
      / ([a-zA-Z\d-]+)="([^"]*)"/g,
    )) {
      const isAddress = attribute === "href" && name === "a" && /^https?:\/\//i.test(value);
      const isOfKatex =
        isKatexHtml && KATEX_ATTRIBUTES.has(attribute) && !/url|script/i.test(value);
      if (!isAddress && !isOfKatex && !ATTRIBUTES.has(attribute))
        found.push(`${name} ${attribute}=${value}`);
    }
    // Within math and svg the parser of HTML takes `/>` for an end.
    if (end === "/") continue;
    if (slash === "") open.push(name);
    else if (open.pop() !== name) found.push(`unbalanced ${name}`);
  }
  return [...found, ...open.map((name) => `unclosed ${name}`)];
}

const PIECES = [
  ..."\\{}$^_&#%~`'\"<>()[]-=+*/|,.:; \n",
  ...["<script>", "<img src=x onerror=alert(1)>", '" onclick="', "</math>", "<!--", "]]>", "&lt;"],
  ...[
    "https://a.b/",
    "javascript:alert(1)",
    "\\href{",
    "\\url{",
    "\\footnote{",
    "\\cite{",
    "\\emph{",
  ],
  ...["\\frac{", "\\sqrt", "\\text{", "\\mathbb{", "\\color{", "\\begin{array}{c}", "\\end{array}"],
  ...["\\left(", "\\right)", "$$", "\\(", "\\)", "\\[", "\\]", "\\def\\a", "\\unicode{x3c}", "\\'"],
  ...[
    "\\htmlData{",
    "\\tag{",
    "\\class{",
    "\\pmb{",
    "\\boxed{",
    "\\hline",
    "\\not",
    "\\over",
    "é",
    "😀",
  ],
];

/** Texts that look like TeX, HTML and attacks of both, and any other text. */
export const texLike = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3 })), { maxLength: 40 })
    .map((pieces) => pieces.join("")),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => `$${pieces.join("")}$`),
  fc.string({ unit: "binary", maxLength: 100 }),
);
