/**
 * Only OAI-PMH marks a withdrawn paper; elsewhere the comment says so, in a form that arXiv proposes
 * (https://info.arxiv.org/help/withdraw.html) and that authors vary.
 */

/** The paper itself, as it is called where its withdrawal is announced. */
const PAPER =
  "(?:this|the)\\s(?:present\\s)?(?:arxiv\\s)?(?:paper|submission|article|manuscript|pre-?print|e-?print|work|version|report|document|draft)";
const HAS_BEEN =
  "\\s(?:has\\s(?:now\\s)?been|is(?:\\snow|\\sbeing)?|was)(?:\\s(?:hereby|temporarily|voluntarily))?";
const WITHDRAWN = "\\s(?:withdrawn?|retracted)\\b";
/** Withdrawn from a conference or a journal is not withdrawn from arXiv. */
const NOT_ELSEWHERE = "(?!(?:\\s\\w+){0,3}\\s(?:from|at)\\s(?!(?:the\\s)?(?:arxiv|archive)\\b))";
/** Where a statement begins: the comment, a sentence, or after "7 pages, 3 figures". */
const BEGINNING = "(?:^|[.;:,)\\]]\\s?|\\b(?:pages?|figures?|tables?)\\s)";

const STATEMENT = new RegExp(
  [
    `${BEGINNING}${PAPER}(?:${HAS_BEEN})${WITHDRAWN}${NOT_ELSEWHERE}`,
    `^(?:${PAPER}|paper|submission|article)${WITHDRAWN}\\s(?:by|due|because)\\b`,
    `^withdrawn?\\b(?:\\s(?:this|the)\\s\\w+)?${NOT_ELSEWHERE}`,
    `(?:^|[.,]\\s)we\\s(?:(?:have\\s)?(?:decided?|choose|chose)\\sto\\s)?withdraw\\s(?:this|the)\\spaper\\b${NOT_ELSEWHERE}`,
  ].join("|"),
  "i",
);

/** Whether a comment, its white space folded, says that the paper it belongs to is withdrawn. */
export function readsAsWithdrawn(comment: string | null): boolean {
  return comment !== null && STATEMENT.test(comment);
}
