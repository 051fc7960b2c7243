/** arXiv's page of new listings, in the markup of its own templates (arxiv-browse, list/new.html). */
import { categoryName } from "@/lib/category";
import type { Day } from "@/lib/paper";
import type { Listed } from "./archive.ts";
import type { PaperView } from "./papers.ts";
import { escapeText } from "./xml.ts";

export type ListingSection = {
  kind: "New" | "Cross" | "Replacement";
  /** Of the whole section, as its heading says. */
  total: number;
  /** The entries on this page with their number in the listing, from 1. */
  items: readonly { number: number; listed: Listed }[];
};

export type ListingPage = {
  /** The category or archive that was asked for. */
  name: string;
  day: Day;
  total: number;
  skip: number;
  show: number;
  sections: readonly ListingSection[];
};

export function renderListing(page: ListingPage): string {
  const title = escapeText(categoryName(page.name) ?? page.name);
  const filled = page.sections.filter(({ items }) => items.length > 0);
  const paging = page.total > 0 ? renderPaging(page) : "";
  return `<!DOCTYPE html>
<html lang="en">
<head>  <title>${title} </title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta charset="utf-8"/>
</head>
<body>
<main>
<div id="content">
<div id='content-inner'>
<div id='dlpage'>
  <h1>${title}</h1>
  <ul>
${filled.map(renderIndexLine).join("\n")}
  </ul>

<p>See <a id="recent-${page.name}" aria-labelledby="recent-${page.name}" href="/list/${page.name}/recent">recent</a> articles</p>
<h3>Showing new listings for ${nameDay(page.day)}</h3>
${paging}
${filled.map((section) => renderSection(section, page)).join("\n")}
${filled.length === 0 ? "    <p>No updates today.</p>\n" : ""}${paging}
</div>
</div>
</div>
</main>
</body>
</html>
`;
}

function renderIndexLine({ kind, items }: ListingSection): string {
  const name = { New: "New submissions", Cross: "Cross-lists", Replacement: "Replacements" }[kind];
  return `  <li><a href="#item${items[0]?.number ?? 0}" rel="nofollow">${name}</a></li>`;
}

function renderPaging({ name, total, show }: ListingPage): string {
  return `    <div class='paging'>Total of ${total} entries
    </div>
    <div class='morefewer'>Showing up to ${show} entries per page:
      <a href=/list/${name}/new?skip=0&amp;show=1000 rel="nofollow">
      fewer</a> |
      <span style="color: #454545">more</span> |
      <span style="color: #454545">all</span>
    </div>`;
}

function renderSection(section: ListingSection, page: ListingPage): string {
  return `<dl id='articles'>
    <h3>${section.kind} submissions (${describeCount(section, page)})</h3>
${section.items.map(renderItem).join("\n")}
</dl>`;
}

/** "showing 79 of 79 entries", "showing first 50 of …", "continued, showing last 29 of …". */
function describeCount(section: ListingSection, { sections, skip, show }: ListingPage): string {
  const before = sections.slice(0, sections.indexOf(section));
  const start = before.reduce((sum, { total }) => sum + total, 0);
  const isContinued = skip > start;
  const isLast = skip + show >= start + section.total;
  const which = isContinued ? (isLast ? "last " : "") : isLast ? "" : "first ";
  const continued = isContinued ? "continued, " : "";
  return `${continued}showing ${which}${section.items.length} of ${section.total} entries`;
}

function renderItem({ number, listed: { type, view } }: ListingSection["items"][number]): string {
  const { id } = view;
  return `    <dt>
      <a name='item${number}'>[${number}]</a>
      <a href ="/abs/${id}" title="Abstract" id="${id}">
        arXiv:${id}
      </a>
      ${describeType(type, view)}
      [<a href="/pdf/${id}" title="Download PDF" id="pdf-${id}" aria-labelledby="pdf-${id}">pdf</a>, <a href="/format/${id}" title="Other formats" id="oth-${id}" aria-labelledby="oth-${id}">other</a>]
    </dt>
    <dd>
      <div class='meta'>
        <div class='list-title mathjax'><span class='descriptor'>Title:</span>
          ${escapeText(view.title)}
        </div>
        <div class='list-authors'>${renderAuthors(view)}</div>
${renderExtras(view)}        <div class='list-subjects'><span class='descriptor'>Subjects:</span>
          <span class="primary-subject">${nameSubject(view.categories[0] ?? "")}</span>${view.categories
            .slice(1)
            .map((name) => `; ${nameSubject(name)}`)
            .join("")}
        </div>
        <p class='mathjax'>
          ${escapeText(view.abstract)}
        </p>
      </div>
    </dd>`;
}

function describeType(type: Listed["type"], view: PaperView): string {
  if (type === "new") return "";
  return type === "cross" ? `(cross-list from ${view.categories[0]})` : "(replaced)";
}

function renderAuthors({ authors }: PaperView): string {
  const links = authors.map(({ name }) => {
    const query = encodeURIComponent(name);
    return `<a href="https://arxiv.org/search/?searchtype=author&amp;query=${query}" rel="nofollow">${escapeText(name)}</a>`;
  });
  return links.length > 0 ? links.join(", ") : "(author list is unavailable)";
}

function renderExtras({ comment, journalRef }: PaperView): string {
  const comments = `        <div class='list-comments mathjax'><span class='descriptor'>Comments:</span>
          ${escapeText(comment ?? "")}
        </div>\n`;
  const journal = `        <div class='list-journal-ref'><span class='descriptor'>Journal-ref:</span>
          ${escapeText(journalRef ?? "")}
        </div>\n`;
  return (comment ? comments : "") + (journalRef ? journal : "");
}

/** `Machine Learning (cs.LG)` */
function nameSubject(category: string): string {
  return escapeText(`${categoryName(category) ?? category} (${category})`);
}

const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );

/** `Wednesday, 12 August 2026` */
export function nameDay(day: Day): string {
  const date = new Date(`${day}T00:00:00Z`);
  const month = MONTHS[date.getUTCMonth()];
  return `${WEEKDAYS[date.getUTCDay()]}, ${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}
