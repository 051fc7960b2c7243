import type pg from "pg";
import { queryPapers } from "@/lib/arxiv/api";
import { submissionWindow } from "@/lib/calendar";
import { AppError } from "@/lib/errors";
import type { Day } from "@/lib/paper";
import type { ArxivAccess } from "@/lib/pipeline/arxiv-access";
import { estimateAnnouncements } from "@/lib/pipeline/estimate";
import { stopsHarvest } from "@/lib/pipeline/harvest-feeds";
import { addStored, type HarvestReport, type WindowReport } from "@/lib/pipeline/harvest-report";
import { recordWindow } from "@/lib/store/harvest-windows";
import { storePapers } from "@/lib/store/papers";

/** Papers in one answer of the query API; it allows 2,000, and slow answers fail more often. */
const PAGE = 1000;

/**
 * Fills days whose feed can no longer be had: asks the query API for what was submitted in the
 * window that arXiv's schedule gives for the day, and stores it with that day as an estimate. A day
 * that cannot be filled is reported and the next one asked.
 * @throws AppError where arXiv as a whole cannot be asked; finished days stay finished.
 */
export async function fillDays(
  pool: pg.Pool,
  access: ArxivAccess,
  { days, categories }: { days: readonly Day[]; categories: readonly string[] },
  report: HarvestReport,
  onWindow: (window: WindowReport) => void,
): Promise<void> {
  for (const day of days) {
    try {
      const window = await fillDay(pool, access, { day, categories }, report);
      report.windows.push(window);
      onWindow(window);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const failed = { day, expected: 0, stored: 0, message: error.message };
      report.windows.push(failed);
      report.problems.push(`${day}: ${error.message}`);
      onWindow(failed);
      if (stopsHarvest(error)) throw error;
    }
  }
}

async function fillDay(
  pool: pg.Pool,
  access: ArxivAccess,
  { day, categories }: { day: Day; categories: readonly string[] },
  report: HarvestReport,
): Promise<WindowReport> {
  const window = submissionWindow(day);
  if (!window) return { day, expected: 0, stored: 0, message: "no listing on that day" };
  let [expected, read, missing] = [0, 0, 0];
  for (let start = 0; start === 0 || start < expected; start += PAGE) {
    const page = await queryPapers({ categories, ...window, start, count: PAGE }, access);
    const announcements = page.papers.flatMap((paper) => estimateAnnouncements(paper, "api"));
    addStored(report, await storePapers(pool, { papers: page.papers, announcements }));
    report.skipped.push(...page.skipped);
    expected = page.total;
    read += page.papers.length + page.skipped.length;
    missing += page.missing;
  }
  const isFinished = missing === 0 && read >= expected;
  await recordWindow(pool, { day, categories, expected, stored: read, isFinished });
  const message = isFinished ? null : `arXiv promised ${expected} papers and sent ${read}`;
  if (message) report.problems.push(`${day}: ${message}`);
  return { day, expected, stored: read, message };
}
