import { createHash } from "node:crypto";
import { addDays, type Day } from "@/lib/paper";
import type { Answer, Question } from "./answer.ts";
import type { Archive, Listed } from "./archive.ts";
import { easternDayOf, easternInstant } from "./eastern.ts";
import { hashText } from "./random.ts";
import { type DailyFeed, type FeedFormat, renderAtom, renderRss } from "./rss-feed.ts";
import { nameCategory } from "./taxonomy.ts";

/** What a fault may change in a feed. */
export type FeedDistortion = "empty" | "stale" | null;

/** Rows that the feed service reads (arxiv-feed, database.py). */
const MAX_ENTRIES = 2000;
const BUILD_SPREAD_SECONDS = 20;

/**
 * Answers `/rss/CAT`, `/atom/CAT` and lists joined by `+`: what was announced on the clock's day in
 * New York, or a feed that tells of an error with status 400. Built in the first seconds after
 * midnight and then unchanged until the next, so that a conditional request is answered by 304.
 */
export function answerFeed(
  question: Question,
  { archive, now, distortion }: { archive: Archive; now: Date; distortion: FeedDistortion },
): Answer {
  const [, format = "rss", query = ""] = /^\/(rss|atom)\/(.*)$/.exec(question.pathname) ?? [];
  const asked = decodeQuery(query);
  const day = easternDayOf(now);
  const error = findError(asked);
  const names = asked.split("+").map((name) => nameCategory(name) ?? name);
  const feed = error
    ? describeError({ asked, error, format: readFormat(format), day, now })
    : {
        ...describeNames(names),
        day,
        builtAt: new Date(
          Math.min(now.getTime(), easternInstant(day, 0).getTime() + spread(asked)),
        ),
        entries: chooseEntries(archive, { day, names, distortion }),
      };
  const body = format === "rss" ? renderRss(feed) : renderAtom(feed);
  return answerConditionally(question, {
    status: error ? 400 : 200,
    headers: describeBody(body, { format: readFormat(format), feed, now }),
    body,
  });
}

/** The batch of a day cut as arXiv's service cuts it: its order puts new ones last before the cut. */
function chooseEntries(
  archive: Archive,
  { day, names, distortion }: { day: Day; names: string[]; distortion: FeedDistortion },
): Listed[] {
  if (distortion === "empty") return [];
  const listed = distortion === "stale" ? archive.days.findLast((other) => other < day) : day;
  if (!listed) return [];
  const { entries } = archive.list(listed, names);
  return entries.slice(Math.max(0, entries.length - MAX_ENTRIES));
}

function describeNames(names: readonly string[]) {
  return {
    query: names.join("+"),
    title: `${names.join(", ")} updates on arXiv.org`,
    description: `${names.join(", ")} updates on the arXiv.org e-print archive.`,
    isError: false,
  };
}

function describeError(failed: {
  asked: string;
  error: string;
  format: FeedFormat;
  day: Day;
  now: Date;
}): DailyFeed {
  const { asked, error, format, day, now } = failed;
  const title = `Feed error for query: http://rss.arxiv.org/${format}/${asked}`;
  const facts = { query: asked, title, description: error, isError: true };
  return { ...facts, day, builtAt: now, entries: [] };
}

function findError(asked: string): string | null {
  const names = asked.split("+");
  if (names.some((name) => name.trim() === "")) return `Invalid archive specification '${asked}'.`;
  const unknown = names.find((name) => nameCategory(name) === null);
  return unknown === undefined ? null : `Bad archive or subject class '${unknown}'.`;
}

function describeBody(
  body: string,
  { format, feed, now }: { format: FeedFormat; feed: DailyFeed; now: Date },
): Record<string, string> {
  const nextMidnight = easternInstant(addDays(feed.day, 1), 0);
  const seconds = Math.ceil((nextMidnight.getTime() - now.getTime()) / 1000);
  return {
    "content-type": `application/${format}+xml`,
    etag: `"${createHash("sha256").update(body).digest("hex")}"`,
    "last-modified": feed.builtAt.toUTCString(),
    "cache-control": `max-age=${seconds}`,
  };
}

/** RFC 9110, 13.2.2: If-None-Match decides where it is present, If-Modified-Since only else. */
function answerConditionally({ headers }: Question, answer: Answer): Answer {
  if (answer.status !== 200) return answer;
  const tags = headers["if-none-match"];
  const since = headers["if-modified-since"];
  const isFresh = tags
    ? tags.split(",").some((tag) => tag.trim().replace(/^W\//, "") === answer.headers["etag"])
    : since !== undefined && Date.parse(since) >= Date.parse(answer.headers["last-modified"] ?? "");
  return isFresh ? { ...answer, status: 304, body: "" } : answer;
}

function spread(text: string): number {
  return (hashText(text) % BUILD_SPREAD_SECONDS) * 1000;
}

function readFormat(text: string): FeedFormat {
  return text === "atom" ? "atom" : "rss";
}

/** A `+` in a path is a plus sign, not a space; `%2B` is the same. */
function decodeQuery(query: string): string {
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
}
