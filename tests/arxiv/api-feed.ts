/** The query API's Atom, element for element as recorded from arXiv in 2026. */
import { createHash } from "node:crypto";
import type { PaperView } from "./papers.ts";
import { element, wrap, XML_DECLARATION } from "./xml.ts";

export type ApiPage = {
  /** The query as the service understood it; empty where only identifiers were asked for. */
  searchQuery: string;
  idList: readonly string[];
  start: number;
  maxResults: number;
  total: number;
  entries: readonly PaperView[];
  now: Date;
};

const FEED =
  '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">';
const SCHEME = "http://arxiv.org/schemas/atom";

export function renderApiPage(page: ApiPage): string {
  const { searchQuery, start, maxResults } = page;
  const idList = page.idList.join(",");
  const query = `search_query=${searchQuery}&id_list=${idList}&start=${start}&max_results=${maxResults}`;
  const href = `https://arxiv.org/api/query?search_query=${searchQuery}&start=${start}&max_results=${maxResults}&id_list=${idList}`;
  return renderFeed([
    element("id", `https://arxiv.org/api/${hashQuery(query)}`),
    element("title", `arXiv Query: ${query}`),
    element("updated", toSeconds(page.now)),
    element("link", null, { href, type: "application/atom+xml" }),
    ...renderCounts({ perPage: maxResults, total: page.total, start }),
    ...page.entries.flatMap(renderEntry),
  ]);
}

/** The feed with one entry by which the API tells an error. `name` ends the entry's identifier. */
export function renderApiError({ message, now }: { message: string; now: Date }): string {
  const id = `https://arxiv.org/api/errors#${message.replaceAll(" ", "_")}`;
  return renderFeed([
    element("id", "https://arxiv.org/"),
    element("title", "arXiv Search Results"),
    element("updated", toSeconds(now)),
    ...renderCounts({ perPage: 1, total: 1, start: 0 }),
    ...wrap("<entry>", "entry", [
      element("id", id),
      element("title", "Error"),
      element("updated", toSeconds(now)),
      element("link", null, { href: id, rel: "alternate", type: "text/html" }),
      element("summary", message),
      ...renderAuthor("arXiv api core", []),
    ]),
  ]);
}

function renderFeed(lines: readonly string[]): string {
  return `${[XML_DECLARATION, ...wrap(FEED, "feed", lines)].join("\n")}\n`;
}

function renderCounts({ perPage, total, start }: Record<"perPage" | "total" | "start", number>) {
  return [
    element("opensearch:itemsPerPage", String(perPage)),
    element("opensearch:totalResults", String(total)),
    element("opensearch:startIndex", String(start)),
  ];
}

function renderEntry(paper: PaperView): string[] {
  const name = `${paper.id}v${paper.version}`;
  const page = { href: `https://arxiv.org/abs/${name}`, rel: "alternate", type: "text/html" };
  const pdf = { href: `https://arxiv.org/pdf/${name}`, rel: "related", type: "application/pdf" };
  return wrap("<entry>", "entry", [
    element("id", `http://arxiv.org/abs/${name}`),
    element("title", paper.title),
    element("updated", toSeconds(paper.submittedAt)),
    element("link", null, page),
    element("link", null, { ...pdf, title: "pdf" }),
    element("summary", paper.abstract),
    ...paper.categories.map((term) => element("category", null, { term, scheme: SCHEME })),
    element("published", toSeconds(paper.firstSubmittedAt)),
    ...(paper.comment ? [element("arxiv:comment", paper.comment)] : []),
    element("arxiv:primary_category", null, { term: paper.categories[0] ?? "" }),
    ...(paper.journalRef ? [element("arxiv:journal_ref", paper.journalRef)] : []),
    ...paper.authors.flatMap(({ name, affiliations }) => renderAuthor(name, affiliations)),
    ...(paper.doi ? renderDoi(paper.doi) : []),
  ]);
}

function renderAuthor(name: string, affiliations: readonly string[]): string[] {
  return wrap("<author>", "author", [
    element("name", name),
    ...affiliations.map((affiliation) => element("arxiv:affiliation", affiliation)),
  ]);
}

function renderDoi(doi: string): string[] {
  const link = { rel: "related", href: `https://doi.org/${doi}`, title: "doi" };
  return [element("arxiv:doi", doi), element("link", null, link)];
}

/** Base64 of SHA-1 without padding, as in the recordings. */
function hashQuery(query: string): string {
  return createHash("sha1").update(query).digest("base64").replace(/=+$/, "");
}

function toSeconds(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}
