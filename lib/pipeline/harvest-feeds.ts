import type pg from "pg";
import { readFeed } from "@/lib/arxiv/rss";
import { AppError } from "@/lib/errors";
import type { Announcement } from "@/lib/paper";
import type { ArxivAccess } from "@/lib/pipeline/arxiv-access";
import { addStored, type FeedReport, type HarvestReport } from "@/lib/pipeline/harvest-report";
import {
  listFeedStates,
  recordFeed,
  recordFeedFailure,
  recordUnchangedFeed,
} from "@/lib/store/feed-state";
import { storePapers } from "@/lib/store/papers";

/** Failures after which asking for the next thing would fail as well. */
const STOPPING = new Set(["arxiv_blocked", "arxiv_rate_limited", "arxiv_unavailable"]);

/** Whether a failure says that arXiv as a whole cannot be asked now. */
export function stopsHarvest(error: unknown): boolean {
  return error instanceof AppError && STOPPING.has(error.code);
}

/**
 * Reads the day's feed of each category and stores its papers and announcements. A category whose
 * feed cannot be read is reported and the next one asked.
 * @throws AppError where arXiv as a whole cannot be asked; what was read before is stored.
 */
export async function harvestFeeds(
  pool: pg.Pool,
  access: ArxivAccess,
  categories: readonly string[],
  report: HarvestReport,
  onFeed: (feed: FeedReport) => void,
): Promise<void> {
  const states = await listFeedStates(pool);
  for (const category of categories) {
    const state = states.get(category);
    const marks = { etag: state?.etag ?? null, lastModified: state?.lastModified ?? null };
    try {
      const feed = await readFeed(category, marks, access);
      if (feed.kind === "not-modified") {
        await recordUnchangedFeed(pool, category);
        const counts = { entries: state?.entries ?? 0 };
        const day = state?.day ?? null;
        push({ category, day, counts, outcome: "unchanged", message: null });
        continue;
      }
      addStored(report, await storePapers(pool, feed));
      report.skipped.push(...feed.skipped);
      await recordFeed(pool, { ...feed, category, entries: feed.announcements.length });
      const counts = countTypes(feed.announcements);
      push({ category, day: feed.day, counts, outcome: "read", message: null });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await recordFeedFailure(pool, { category, message: error.message });
      report.problems.push(`${category}: ${error.message}`);
      push({ category, day: null, counts: {}, outcome: "failed", message: error.message });
      if (stopsHarvest(error)) throw error;
    }
  }

  function push(feed: FeedReport): void {
    report.feeds.push(feed);
    onFeed(feed);
  }
}

function countTypes(announcements: readonly Announcement[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of announcements) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
