import type pg from "pg";
import { type CategoryFeed, readFeed } from "@/lib/arxiv/rss";
import { describeDay, easternDay } from "@/lib/calendar";
import { AppError } from "@/lib/errors";
import type { AnswerOutcome } from "@/lib/ledger";
import type { Announcement, Day } from "@/lib/paper";
import type { ArxivAccess } from "@/lib/pipeline/arxiv-access";
import { addStored, type FeedReport, type HarvestReport } from "@/lib/pipeline/harvest-report";
import { isStale, isUnlisted, STALE } from "@/lib/pipeline/stale-feeds";
import { storeBatch } from "@/lib/pipeline/store-batch";
import { judgeTraffic } from "@/lib/pipeline/traffic";
import { countRepeated, surveyNewPapers } from "@/lib/store/feed-days";
import {
  type FeedState,
  listFeedStates,
  recordFeed,
  recordFeedFailure,
  recordUnchangedFeed,
} from "@/lib/store/feed-state";
import { hasListing, recordAnswers } from "@/lib/store/ledger";
import { listAnnounced, retractUnlisted } from "@/lib/store/listings";

/**
 * Entries that arXiv's feed service shows at most. Of more it shows the replacements and drops the
 * new papers (arxiv-feed, database.py: ordered by kind, limited).
 */
export const FEED_LIMIT = 2000;
/** Failures in a row that say that the feeds' machine is away, not one feed. */
const AWAY_AFTER = 2;

/** Whether a failure says that nothing more may be asked of arXiv now. */
export function forbidsAsking(error: AppError): boolean {
  return error.code === "arxiv_blocked" || error.code === "arxiv_rate_limited";
}

/**
 * Reads the day's feed of each category and stores its papers and announcements. A category whose
 * feed cannot be read is reported and the next one asked.
 * @throws AppError where arXiv forbids asking on; what was read before is stored.
 */
export async function harvestFeeds(
  pool: pg.Pool,
  access: ArxivAccess,
  { categories, now }: { categories: readonly string[]; now: Date },
  report: HarvestReport,
  onFeed: (feed: FeedReport) => void,
): Promise<void> {
  const states = await listFeedStates(pool);
  let failuresInARow = 0;
  for (const category of categories) {
    try {
      const state = states.get(category);
      push(await harvestFeed(pool, access, { category, state, now }, report));
      failuresInARow = 0;
    } catch (error) {
      access.signal?.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      const { message } = error;
      await recordFeedFailure(pool, { category, message });
      await answer(
        pool,
        { category, day: easternDay(now), now },
        { outcome: "failed", said: message },
      );
      push({ category, day: null, counts: {}, outcome: "failed", isWhole: false, message });
      if (forbidsAsking(error)) throw error;
      if (error.code === "arxiv_unavailable" && ++failuresInARow === AWAY_AFTER) break;
    }
  }
  const left = categories.slice(report.feeds.length);
  if (left.length > 0) report.problems.push(`not asked after that: ${left.join(", ")}`);

  function push(feed: FeedReport): void {
    report.feeds.push(feed);
    if (feed.message) report.problems.push(`${feed.category}: ${feed.message}`);
    onFeed(feed);
  }
}

async function harvestFeed(
  pool: pg.Pool,
  access: ArxivAccess,
  { category, state, now }: { category: string; state: FeedState | undefined; now: Date },
  report: HarvestReport,
): Promise<FeedReport> {
  const marks = { etag: state?.etag ?? null, lastModified: state?.lastModified ?? null };
  const feed = await readFeed(category, marks, access);
  if (feed.kind === "not-modified") {
    await recordUnchangedFeed(pool, category);
    const entries = state?.entries ?? 0;
    const today = easternDay(now);
    if (state?.day && state.day < today) {
      const said = `the feed has not changed since ${state.day}`;
      await answer(pool, { category, day: today, now }, { outcome: "earlier", said });
    }
    const isWhole = entries > 0 && entries < FEED_LIMIT;
    const facts = { category, day: state?.day ?? null, counts: { entries }, isWhole };
    return { ...facts, outcome: "unchanged", message: null };
  }
  const { day, announcements } = feed;
  const isListed = await hasListing(pool, { category, day });
  const listed = new Set(
    isListed ? (await listAnnounced(pool, { category, day })).map(toId) : announcements.map(toId),
  );
  const isOld = isListed
    ? isUnlisted(announcements.map(toId), listed)
    : await isEarlier(pool, category, feed);
  if (isOld) {
    // Its marks are kept, so that asking again costs nothing until it has changed.
    const known = { day: state?.day ?? null, entries: state?.entries ?? 0 };
    await recordFeed(pool, { ...feed, ...known, category });
    await answer(pool, { category, day, now }, { outcome: "stale", said: STALE });
    return { category, day, counts: {}, outcome: "stale", isWhole: false, message: STALE };
  }
  // The listing has settled what was announced; the feed may know more of the papers.
  const { refused, ...stored } = await storeBatch(pool, {
    papers: feed.papers,
    announcements: announcements.filter(({ paperId }) => listed.has(paperId)),
  });
  addStored(report, stored);
  const unread = [...feed.skipped, ...refused];
  report.skipped.push(...unread);
  const entries = announcements.length + feed.skipped.length;
  // Without marks the feed is sent again the next time, perhaps with what could not be read.
  const kept = unread.length > 0 ? { etag: null, lastModified: null } : {};
  await recordFeed(pool, { ...feed, ...kept, category, entries });
  const isWhole = unread.length === 0 && entries > 0 && entries < FEED_LIMIT;
  if (isWhole && !isListed) {
    // An earlier batch of few papers may have been believed; the day's true feed is the word on it.
    report.repaired += await retractUnlisted(pool, { category, day, listed: [...listed] });
  }
  const message =
    unread.length > 0
      ? `${unread.length} of ${entries} entries could not be read`
      : isListed
        ? null
        : await judgeEmptiness(pool, category, feed);
  await answer(
    pool,
    { category, day, now },
    entries === 0
      ? { outcome: "empty", said: "a feed without entries" }
      : { outcome: isWhole ? "whole" : "partial", said: `${entries} entries`, expected: entries },
  );
  return { category, day, counts: countTypes(announcements), outcome: "read", isWhole, message };
}

/** Whether a feed whose day no listing has settled shows what was told before. */
async function isEarlier(
  pool: pg.Pool,
  category: string,
  { day, announcements }: CategoryFeed,
): Promise<boolean> {
  const repeated = await countRepeated(pool, { category, day, announcements });
  if (repeated * 2 > announcements.length) return true;
  const ids = announcements.flatMap(({ type, paperId }) => (type === "new" ? [paperId] : []));
  return isStale(await surveyNewPapers(pool, { category, day, ids }), day);
}

function answer(
  pool: pg.Pool,
  { category, day, now }: { category: string; day: Day; now: Date },
  told: { outcome: AnswerOutcome; said: string; expected?: number },
): Promise<void> {
  const known = { category, day, source: "rss", askedAt: now, expected: null } as const;
  return recordAnswers(pool, [{ ...known, ...told }]);
}

/** What to say of a feed without entries: nothing on a day off or in a category that has few. */
async function judgeEmptiness(
  pool: pg.Pool,
  category: string,
  { day, announcements }: CategoryFeed,
): Promise<string | null> {
  if (announcements.length > 0 || describeDay(day) !== "announcement") return null;
  const traffic = await judgeTraffic(pool, { categories: [category], day });
  return traffic === "little" ? null : `no entries on ${day}, a working day`;
}

function toId({ paperId }: { paperId: string }): string {
  return paperId;
}

function countTypes(announcements: readonly Announcement[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of announcements) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
