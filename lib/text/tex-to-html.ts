import { renderFormula } from "@/lib/text/formula-html";
import { escapeHtml } from "@/lib/text/html-escape";
import type { Inline } from "@/lib/text/inline";
import { parseProse } from "@/lib/text/prose";

/** How formulas are set: MathML, which browsers draw themselves, or KaTeX's HTML with MathML beside it. */
export type HtmlOptions = { math?: "mathml" | "html" };

/** Formulas set per text; the rest show their source. No abstract on arXiv comes near. */
const MOST_FORMULAS = 400;

/**
 * A title or abstract with TeX in it as safe HTML for the inside of a paragraph or heading. Prose is
 * escaped, addresses become links, formulas are set one at a time, and one that cannot be set shows
 * its source in `<code class="tex">`. Never throws; the work is bounded.
 */
export function toHtml(tex: string, options: HtmlOptions = {}): string {
  const context = { math: options.math ?? "mathml", formulasLeft: MOST_FORMULAS, isInLink: false };
  return renderParts(parseProse(tex), context)
    .replace(/\s{2,}|[\t-\r]/g, " ")
    .trim();
}

type Context = { math: "mathml" | "html"; formulasLeft: number; isInLink: boolean };

function renderParts(parts: readonly Inline[], context: Context): string {
  let html = "";
  for (const part of parts) html += renderPart(part, context);
  return html;
}

function renderPart(part: Inline, context: Context): string {
  if (part.kind === "text") return escapeHtml(part.text);
  if (part.kind === "formula") {
    const isWithinLimit = context.formulasLeft-- > 0;
    return renderFormula({ ...part, math: isWithinLimit ? context.math : "source" });
  }
  if (part.kind === "note") return ` (${renderParts(part.children, context)})`;
  const isLink = part.kind === "link";
  const isNestedLink = isLink && context.isInLink;
  if (isLink) context.isInLink = true;
  const inner = renderParts(part.children, context);
  if (isLink && !isNestedLink) context.isInLink = false;
  if (isNestedLink || inner.trim() === "") return inner;
  if (!isLink) return `<${part.style}>${inner}</${part.style}>`;
  return `<a href="${escapeHtml(part.href)}" rel="nofollow noopener">${inner}</a>`;
}
