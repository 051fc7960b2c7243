/** The daily feeds' RSS 2.0 and Atom 1.0, as recorded and as specified in arXiv's help pages. */
import type { Day } from "@/lib/paper";
import type { Listed } from "./archive.ts";
import { easternInstant, easternOffsetHours } from "./eastern.ts";
import { element, wrap, XML_DECLARATION } from "./xml.ts";

export type FeedFormat = "rss" | "atom";

export type DailyFeed = {
  /** What the address asks for, `cs.LG+cs.CL`, in arXiv's spelling. */
  query: string;
  title: string;
  description: string;
  /** An error has no days to skip and another address of the editor (arxiv-feed, serializer.py). */
  isError: boolean;
  day: Day;
  builtAt: Date;
  entries: readonly Listed[];
};

const NAMESPACES =
  'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"';
const RSS = `<rss ${NAMESPACES} xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">`;
const ATOM = `<feed ${NAMESPACES} xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">`;

export function renderRss(feed: DailyFeed): string {
  const link = `http://rss.arxiv.org/rss/${feed.query}`;
  const days = ["Sunday", "Saturday"].map((day) => element("day", day));
  const channel = wrap("<channel>", "channel", [
    element("title", feed.title),
    element("link", link),
    element("description", feed.description),
    element("atom:link", null, { href: link, rel: "self", type: "application/rss+xml" }),
    element("docs", "http://www.rssboard.org/rss-specification"),
    element("language", "en-us"),
    element("lastBuildDate", toRfc822(feed.builtAt, 0)),
    element("managingEditor", feed.isError ? "rss-help.arxiv.org" : "rss-help@arxiv.org"),
    element("pubDate", toRfc822(...midnightOf(feed.day))),
    ...(feed.isError ? [] : wrap("<skipDays>", "skipDays", days)),
    ...feed.entries.flatMap((entry) => renderItem(entry, feed)),
  ]);
  return `${[XML_DECLARATION, ...wrap(RSS, "rss", channel)].join("\n")}\n`;
}

export function renderAtom(feed: DailyFeed): string {
  const link = `http://rss.arxiv.org/atom/${feed.query}`;
  const lines = [
    element("id", link),
    element("title", feed.title),
    element("updated", toPreciseIso(feed.builtAt)),
    element("link", null, { href: link, rel: "self", type: "application/atom+xml" }),
    element("subtitle", feed.description),
    ...feed.entries.flatMap((entry) => renderEntry(entry, feed)),
  ];
  return `${[XML_DECLARATION, ...wrap(ATOM, "feed", lines)].join("\n")}\n`;
}

function renderItem({ type, view }: Listed, feed: DailyFeed): string[] {
  const doi = view.doi ? [element("arxiv:DOI", view.doi)] : [];
  const journal = view.journalRef ? [element("arxiv:journal_reference", view.journalRef)] : [];
  return wrap("<item>", "item", [
    element("title", view.title),
    element("link", `https://arxiv.org/abs/${view.id}`),
    element("description", describe({ type, view })),
    element("guid", `oai:arXiv.org:${view.id}v${view.version}`, { isPermaLink: "false" }),
    ...view.categories.map((category) => element("category", category)),
    element("pubDate", toRfc822(...midnightOf(feed.day))),
    element("arxiv:announce_type", type),
    element("dc:rights", view.license),
    ...doi,
    ...journal,
    element("dc:creator", joinCreators(view)),
  ]);
}

function renderEntry({ type, view }: Listed, feed: DailyFeed): string[] {
  const href = `https://arxiv.org/abs/${view.id}`;
  const doi = view.doi ? [element("arxiv:DOI", view.doi)] : [];
  const journal = view.journalRef ? [element("arxiv:journal_reference", view.journalRef)] : [];
  return wrap("<entry>", "entry", [
    element("id", `oai:arXiv.org:${view.id}v${view.version}`),
    element("title", view.title),
    element("updated", toPreciseIso(feed.builtAt)),
    element("link", null, { href, rel: "alternate", type: "text/html" }),
    element("summary", describe({ type, view })),
    ...view.categories.map((term) => element("category", null, { term })),
    element("published", toOffsetIso(...midnightOf(feed.day))),
    element("arxiv:announce_type", type),
    element("dc:rights", view.license),
    ...journal,
    ...doi,
    element("dc:creator", joinCreators(view)),
  ]);
}

function describe({ type, view }: Listed): string {
  return `arXiv:${view.id}v${view.version} Announce Type: ${type} \nAbstract: ${view.abstract}`;
}

/** One string, names and affiliations joined alike by commas: it cannot be split safely. */
function joinCreators({ authors }: Listed["view"]): string {
  return authors
    .map(({ name, affiliations }) =>
      affiliations.length > 0 ? `${name} (${affiliations.join(", ")})` : name,
    )
    .join(", ");
}

function midnightOf(day: Day): [Date, number] {
  const midnight = easternInstant(day, 0);
  return [midnight, easternOffsetHours(midnight)];
}

function toRfc822(instant: Date, offsetHours: number): string {
  const wall = new Date(instant.getTime() + offsetHours * 3_600_000);
  const offset = `${offsetHours < 0 ? "-" : "+"}${String(Math.abs(offsetHours)).padStart(2, "0")}00`;
  return wall.toUTCString().replace("GMT", offset);
}

function toOffsetIso(instant: Date, offsetHours: number): string {
  const wall = new Date(instant.getTime() + offsetHours * 3_600_000).toISOString().slice(0, 19);
  return `${wall}-${String(Math.abs(offsetHours)).padStart(2, "0")}:00`;
}

/** Python's isoformat: microseconds and an offset. */
function toPreciseIso(instant: Date): string {
  return `${instant.toISOString().slice(0, 23)}000+00:00`;
}
