import type pg from "pg";
import { announcementDays, easternDay } from "@/lib/calendar";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { addDays, type Day } from "@/lib/paper";
import { openArxiv } from "@/lib/pipeline/arxiv-access";
import { completePapers } from "@/lib/pipeline/complete-papers";
import { fillDays } from "@/lib/pipeline/fill-days";
import { harvestFeeds } from "@/lib/pipeline/harvest-feeds";
import { createReport, type HarvestReport, summarise } from "@/lib/pipeline/harvest-report";
import { tagPapers } from "@/lib/pipeline/tag";
import { recordRun } from "@/lib/store/harvest-runs";
import { listFeedDays, listFinishedWindows } from "@/lib/store/harvest-windows";

/** Announcement days that a first harvest fills, and that a later one finds missing and fills. */
const DAYS_KEPT_FULL = 7;

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
 * so that stopping or killing it loses nothing and the next run goes on.
 * @throws AppError `already_running`; `arxiv_*` where arXiv as a whole cannot be asked.
 */
export async function harvest(
  db: { pool: pg.Pool; url: string },
  options: HarvestOptions,
): Promise<HarvestReport> {
  return recordRun(db, async () => {
    const report = createReport();
    let failure: unknown;
    try {
      await collect(db.pool, options, report);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failure = error;
    }
    await tagPapers(db.pool, { signal: options.signal });
    const { added, revised, completed, skipped, problems } = report;
    const isComplete = !failure && problems.length === 0;
    const state = failure && added + revised === 0 ? "failed" : isComplete ? "done" : "partial";
    const message = failure instanceof Error ? failure.message : summarise(report);
    const end = {
      state,
      added,
      revised: revised + completed,
      skipped: skipped.length,
      message,
    } as const;
    return { result: { report, failure }, end };
  }).then(({ report, failure }) => {
    if (failure) throw failure;
    return report;
  });
}

async function collect(pool: pg.Pool, options: HarvestOptions, report: HarvestReport) {
  const { settings, signal, onRequest } = options;
  const say = options.onLine ?? (() => undefined);
  const categories = settings.CATEGORIES;
  const access = openArxiv(pool, settings, { signal, onRequest });

  await harvestFeeds(pool, access, categories, report, ({ category, day, counts, message }) => {
    const parts = Object.entries(counts).map(([type, count]) => `${count} ${type}`);
    say(`${category}: ${message ?? `${parts.join(", ") || "no entries"}, ${day ?? "no day"}`}`);
  });
  await tagPapers(pool, { signal });
  const days = await listDaysToFill(pool, options, report);
  if (days.length > 0) say(`asking for the papers of ${days.length} earlier days`);
  await fillDays(
    pool,
    access,
    { days, categories },
    report,
    ({ day, expected, stored, message }) => {
      say(`${day}: ${message ?? `${stored} of ${expected} papers`}, estimated by submission time`);
    },
  );
  await completePapers(pool, access, report, (done, total) => {
    say(`completed the records of ${done} of ${total} papers`);
  });
}

/** Newest first, so that a newcomer has the latest days to read while the rest comes in. */
async function listDaysToFill(
  pool: pg.Pool,
  { settings, now, day, from }: HarvestOptions,
  report: HarvestReport,
): Promise<Day[]> {
  if (day) return [day];
  const categories = settings.CATEGORIES;
  // The feed says what day it is at arXiv; a mirror may stand at another day than this machine.
  const feedDays = report.feeds.flatMap((feed) => (feed.day ? [feed.day] : []));
  const today = feedDays.sort().at(-1) ?? easternDay(now);
  const isTodayRead = report.feeds.every(
    (feed) => feed.day === today && Object.values(feed.counts).some((count) => count > 0),
  );
  const until = isTodayRead ? addDays(today, -1) : today;
  const span = from ? Math.max(1, countDays(from, until)) : DAYS_KEPT_FULL;
  const candidates = announcementDays({ until, count: span });
  const wanted = candidates
    .filter((candidate) => !from || candidate >= from)
    .sort()
    .reverse();
  const oldest = wanted.at(-1);
  if (!oldest) return [];
  const finished = await listFinishedWindows(pool, categories);
  const told = await listFeedDays(pool, { categories, from: oldest });
  return wanted.filter((candidate) => !finished.has(candidate) && !told.has(candidate));
}

/** Calendar days from one to the other, both counted. */
function countDays(from: Day, until: Day): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) + 1;
}
