import type pg from "pg";
import { announcementDays, describeDay, easternDay } from "@/lib/calendar";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { addDays, type Day } from "@/lib/paper";
import { openArxiv } from "@/lib/pipeline/arxiv-access";
import { completePapers } from "@/lib/pipeline/complete-papers";
import { fillDays } from "@/lib/pipeline/fill-days";
import { FEED_LIMIT, harvestFeeds } from "@/lib/pipeline/harvest-feeds";
import {
  createReport,
  type FeedReport,
  type HarvestReport,
  summarise,
} from "@/lib/pipeline/harvest-report";
import { retractStaleFeeds, STALE } from "@/lib/pipeline/stale-feeds";
import { tagPapers } from "@/lib/pipeline/tag";
import { type RunEnd, recordRun } from "@/lib/store/harvest-runs";
import { listFeedDays, listFinishedWindows } from "@/lib/store/harvest-windows";

/** Announcement days that a first harvest fills, and that a later one finds missing and fills. */
const DAYS_KEPT_FULL = 7;
/** arXiv's feeds have never been silent for longer. */
const LONGEST_SILENCE_DAYS = 14;

export type HarvestOptions = {
  settings: Env;
  now: Date;
  signal?: AbortSignal | undefined;
  /** One day to ask the query API for, besides the feeds. */
  day?: Day | undefined;
  /** First of the days to ask the query API for. */
  from?: Day | undefined;
  /** Told what happens, a line each. */
  onLine?: (line: string) => void;
  onRequest?: (line: string) => void;
};

/**
 * One harvest: the day's feed of every followed category, the days before it that no feed has told
 * of, and the rest of the record of each new paper; then topics. Whatever is read is stored at once,
 * so that stopping or killing it loses nothing and the next run goes on. What could not be had is in
 * the report.
 * @throws AppError `harvest_running`; the reason of `signal` when that is aborted.
 */
export async function harvest(
  db: { pool: pg.Pool; url: string },
  options: HarvestOptions,
): Promise<HarvestReport> {
  const { signal } = options;
  const report = await recordRun(db, async () => {
    const report = createReport();
    try {
      report.failure = await collect(db.pool, options, report).then(() => null, keepExpected);
      await tagPapers(db.pool, { signal });
    } catch (error) {
      if (!signal?.aborted) throw error;
      return { result: report, end: endOf(report, "stopped") };
    }
    return { result: report, end: endOf(report, judge(report)) };
  });
  signal?.throwIfAborted();
  return report;
}

function keepExpected(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}

function judge({ failure, problems, added, revised, completed }: HarvestReport) {
  if (!failure && problems.length === 0) return "done";
  return failure && added + revised + completed === 0 ? "failed" : "partial";
}

function endOf(report: HarvestReport, state: RunEnd["state"]): RunEnd {
  const { added, revised, completed, skipped } = report;
  const counts = { added, revised: revised + completed, skipped: skipped.length };
  return { state, ...counts, message: summarise(report) };
}

async function collect(pool: pg.Pool, options: HarvestOptions, report: HarvestReport) {
  const { settings, signal, onRequest } = options;
  const say = options.onLine ?? (() => undefined);
  const categories = settings.CATEGORIES;
  const access = openArxiv(pool, settings, { signal, onRequest });

  say(`harvesting ${categories.join(", ")} from arXiv`);
  await harvestFeeds(pool, access, categories, report, ({ category, day, counts, message }) => {
    const parts = Object.entries(counts).map(([type, count]) => `${count} ${type}`);
    const note = message ? `; ${message}` : "";
    say(`${category}: ${parts.join(", ") || "no entries"}, ${day ?? "no day"}${note}`);
  });
  await tagPapers(pool, { signal });
  const today = findToday(report.feeds, options.now);
  report.problems.push(...listLateFeeds(report.feeds, today));
  const days = await listDaysToFill(pool, options, { today, feeds: report.feeds });
  if (days.length > 0) say(`asking for the papers of ${days.map(String).join(", ")}`);
  await fillDays(pool, access, { days, today, categories }, report, (window) => {
    const { day, expected, stored, message } = window;
    const note = message ? `; ${message}` : "";
    say(`${day}: ${stored} of ${expected} papers, days estimated by submission${note}`);
  });
  await completePapers(pool, access, report, (done, total) => {
    say(`completed the records of ${done} of ${total} papers`);
  });
  await retractStaleFeeds(pool, categories, report);
}

/** The day at arXiv. Feeds far from this machine's day are those of a mirror standing at another. */
function findToday(feeds: readonly FeedReport[], now: Date): Day {
  const here = easternDay(now);
  const told = feeds.flatMap(({ day }) => day ?? []).sort();
  const latest = told.at(-1) ?? here;
  return latest > here || latest < addDays(here, -LONGEST_SILENCE_DAYS) ? latest : here;
}

/** Feeds that have not changed since a day before: arXiv has not built them anew yet. */
function listLateFeeds(feeds: readonly FeedReport[], today: Day): string[] {
  if (describeDay(today) !== "announcement") return [];
  const late = feeds.filter(({ outcome, day }) => outcome === "unchanged" && day !== today);
  return late.map(({ category }) => `${category}: ${STALE}`);
}

/** Newest first, so that a newcomer has the latest days to read while the rest comes in. */
async function listDaysToFill(
  pool: pg.Pool,
  { settings, day, from }: HarvestOptions,
  { today, feeds }: { today: Day; feeds: readonly FeedReport[] },
): Promise<Day[]> {
  if (day) return [day];
  const categories = settings.CATEGORIES;
  const read = feeds.filter((feed) => feed.day === today && feed.isWhole);
  const until = read.length === categories.length ? addDays(today, -1) : today;
  const span = from ? Math.max(1, countDays(from, until)) : DAYS_KEPT_FULL;
  const wanted = announcementDays({ until, count: span }).filter(
    (candidate) => !from || candidate >= from,
  );
  const oldest = wanted.at(-1);
  if (!oldest) return [];
  const finished = await listFinishedWindows(pool, categories);
  const told = await listFeedDays(pool, { categories, from: oldest, feedLimit: FEED_LIMIT });
  return wanted.filter(
    (candidate) => candidate === today || !(finished.has(candidate) || told.has(candidate)),
  );
}

/** Calendar days from one to the other, both counted. */
function countDays(from: Day, until: Day): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) + 1;
}
