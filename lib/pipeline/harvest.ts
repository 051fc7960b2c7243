import type pg from "pg";
import { AppError } from "@/lib/errors";
import { type CollectOptions, collect } from "@/lib/pipeline/collect";
import {
  createReport,
  type HarvestReport,
  isThrough,
  summarise,
} from "@/lib/pipeline/harvest-report";
import { keepLedger } from "@/lib/pipeline/keep-ledger";
import { tagPapers } from "@/lib/pipeline/tag";
import { type RunEnd, recordRun } from "@/lib/store/harvest-runs";

export type HarvestOptions = CollectOptions & {
  /** Told what happens, a line each. */
  onLine?: (line: string) => void;
};

/**
 * One harvest: the day's listing and feed of every followed category, the archives' records, and what
 * no source has told of yet; then topics, and the ledger. Whatever is read is stored at once, so that
 * stopping or killing it loses nothing and the next run goes on. What could not be had is in the
 * report.
 * @throws AppError `harvest_running`; the reason of `signal` when that is aborted.
 */
export async function harvest(
  db: { pool: pg.Pool; url: string },
  options: HarvestOptions,
): Promise<HarvestReport> {
  const { signal, settings, now } = options;
  const report = await recordRun(db, "daily", async (note) => {
    const report = createReport();
    const say = (line: string) => {
      options.onLine?.(line);
      note(line).catch(() => undefined); // only for a page to show
    };
    try {
      let instant = now;
      try {
        instant = await collect(db.pool, options, report, say);
      } catch (error) {
        report.failure = keepExpected(error);
      }
      await tagPapers(db.pool, { signal });
      report.ledger = await keepLedger(db.pool, {
        categories: settings.CATEGORIES,
        now: instant,
      });
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

function judge(report: HarvestReport) {
  if (isThrough(report)) return "done";
  const { failure, added, revised, completed } = report;
  return failure && added + revised + completed === 0 ? "failed" : "partial";
}

function endOf(report: HarvestReport, state: RunEnd["state"]): RunEnd {
  const { added, revised, completed, skipped } = report;
  const counts = { added, revised: revised + completed, skipped: skipped.length };
  return { state, ...counts, message: summarise(report) };
}
