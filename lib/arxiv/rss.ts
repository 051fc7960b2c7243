import { z } from "zod";
import { type ArxivContext, fetchArxiv } from "@/lib/arxiv/http";
import { parseInstant } from "@/lib/arxiv/instant";
import type { ArxivAnswer } from "@/lib/arxiv/outcome";
import { readFeedItem } from "@/lib/arxiv/rss-item";
import type { Skipped } from "@/lib/arxiv/skipped";
import { OptionalXmlText, parseXml, XmlText } from "@/lib/arxiv/xml";
import { easternDay } from "@/lib/calendar";
import { AppError } from "@/lib/errors";
import type { Announcement, Day, Paper } from "@/lib/paper";

export type RssContext = ArxivContext & { rssUrl: string };

/** What the last feed of a category was marked with, for asking whether it has changed. */
export type FeedMarks = { etag: string | null; lastModified: string | null };

/**
 * A category's feed of one day. `day` is the day it was built for, which does not prove that the
 * day's papers are in it yet: a feed built seconds after midnight can show the day before's.
 */
export type CategoryFeed = FeedMarks & {
  kind: "feed";
  day: Day;
  builtAt: Date | null;
  papers: Paper[];
  announcements: Announcement[];
  skipped: Skipped[];
};

const Rss = z.object({
  rss: z.object({
    channel: z.object({
      title: XmlText.default(""),
      description: XmlText.default(""),
      pubDate: OptionalXmlText,
      lastBuildDate: OptionalXmlText,
      item: z.array(z.unknown()).default([]),
    }),
  }),
});

/**
 * What was announced in a category on the day of its feed; no papers on weekends and holidays. Ask
 * for one category at a time: arXiv cuts longer feeds off. Throws what `fetchArxiv` throws, and
 * `arxiv_rejected` for a category that arXiv does not know.
 */
export async function readFeed(
  category: string,
  marks: FeedMarks,
  context: RssContext,
): Promise<{ kind: "not-modified" } | CategoryFeed> {
  const headers: Record<string, string> = {};
  if (marks.etag) headers["If-None-Match"] = marks.etag;
  if (marks.lastModified) headers["If-Modified-Since"] = marks.lastModified;
  const url = `${context.rssUrl.replace(/\/$/, "")}/rss/${encodeURIComponent(category)}`;
  return fetchArxiv({ url, headers }, context, (answer) => {
    const isConditional = marks.etag !== null || marks.lastModified !== null;
    if (answer.status === 304 && isConditional) return { kind: "not-modified" };
    return { ...readChannel(answer, category), ...readMarks(answer.headers) };
  });
}

function readMarks(headers: Headers): FeedMarks {
  return { etag: headers.get("etag"), lastModified: headers.get("last-modified") };
}

function readChannel(answer: ArxivAnswer, category: string): Omit<CategoryFeed, keyof FeedMarks> {
  const parsed = Rss.safeParse(parseXml(answer.body));
  if (!parsed.success) throw new AppError("arxiv_bad_answer", "XML that is no RSS feed");
  const { title, description, pubDate, lastBuildDate, item } = parsed.data.rss.channel;
  if (answer.status === 400 || title.startsWith("Feed error")) {
    throw new AppError("arxiv_rejected", `arXiv has no feed of ${category}: ${description}`);
  }
  const published = pubDate ? parseInstant(pubDate) : null;
  if (!published) throw new AppError("arxiv_bad_answer", "a feed without a date");
  const day = easternDay(published);
  const builtAt = lastBuildDate ? parseInstant(lastBuildDate) : null;
  return { kind: "feed", day, builtAt, ...readItems(item, { category, day }) };
}

function readItems(items: unknown[], { category, day }: { category: string; day: Day }) {
  const papers = new Map<string, Paper>();
  const announcements: Announcement[] = [];
  const skipped: Skipped[] = [];
  for (const item of items) {
    const read = readFeedItem(item);
    if ("reason" in read) {
      skipped.push(read);
    } else if (papers.has(read.paper.id)) {
      skipped.push({ id: read.paper.id, reason: "listed twice" });
    } else {
      const { paper, type } = read;
      const { id: paperId } = paper;
      papers.set(paperId, paper);
      announcements.push({ paperId, category, day, type, source: "rss", isEstimated: false });
    }
  }
  return { papers: [...papers.values()], announcements, skipped };
}
