import type pg from "pg";
import { type PaperPage, queryPapers } from "@/lib/arxiv/api";
import { submissionWindow, type Window } from "@/lib/calendar";
import { AppError } from "@/lib/errors";
import type { Day } from "@/lib/paper";
import type { ArxivAccess } from "@/lib/pipeline/arxiv-access";
import { estimateAnnouncements } from "@/lib/pipeline/estimate";
import { forbidsAsking } from "@/lib/pipeline/harvest-feeds";
import { addStored, type HarvestReport, type WindowReport } from "@/lib/pipeline/harvest-report";
import { storeBatch } from "@/lib/pipeline/store-batch";
import { judgeTraffic } from "@/lib/pipeline/traffic";
import { findWindow, recordWindow } from "@/lib/store/harvest-windows";

/** Papers in one answer of the query API; it allows 2,000, and slow answers fail more often. */
const PAGE = 1000;

/** `today` at arXiv: a day that is not over is asked again, since more of it may come. */
export type DaysToFill = { days: readonly Day[]; today: Day; categories: readonly string[] };

/**
 * Fills days whose feed can no longer be had: asks the query API for what was submitted in the
 * window that arXiv's schedule gives for the day, and stores it with that day as an estimate. A day
 * that cannot be filled is reported and the next one asked.
 * @throws AppError where arXiv as a whole cannot be asked; finished days stay finished.
 */
export async function fillDays(
  pool: pg.Pool,
  access: ArxivAccess,
  { days, today, categories }: DaysToFill,
  report: HarvestReport,
  onWindow: (window: WindowReport) => void,
): Promise<void> {
  for (const day of days) {
    try {
      push(await fillDay(pool, access, { day, isOver: day < today, categories }, report));
    } catch (error) {
      access.signal?.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      push({ day, expected: 0, stored: 0, message: error.message });
      if (forbidsAsking(error) || error.code === "arxiv_unavailable") throw error;
    }
  }

  function push(window: WindowReport): void {
    report.windows.push(window);
    if (window.message) report.problems.push(`${window.day}: ${window.message}`);
    onWindow(window);
  }
}

type DayToFill = { day: Day; isOver: boolean; categories: readonly string[] };

async function fillDay(
  pool: pg.Pool,
  access: ArxivAccess,
  { day, isOver, categories }: DayToFill,
  report: HarvestReport,
): Promise<WindowReport> {
  const window = submissionWindow(day);
  if (!window) return { day, expected: 0, stored: 0, message: null };
  const before = await findWindow(pool, { day, categories });
  const found = { expected: 0, stored: 0, unread: 0, missing: 0 };
  for (let start = 0; start === 0 || start < found.expected; start += PAGE) {
    const page = await askForPage(access, { categories, ...window, start });
    const announcements = page.papers.flatMap((paper) => estimateAnnouncements(paper, "api"));
    const { refused, ...stored } = await storeBatch(pool, { papers: page.papers, announcements });
    addStored(report, stored);
    report.skipped.push(...page.skipped, ...refused);
    found.expected = page.total;
    found.stored += page.papers.length - refused.length;
    found.unread += page.skipped.length + refused.length;
    found.missing += page.missing;
  }
  const { expected, stored } = found;
  // The same again is how it is: an entry that stays unreadable must not be asked for for ever.
  const isAsBefore = before?.expected === expected && before.stored === stored;
  const isWhole =
    expected > 0
      ? (found.missing === 0 && found.unread === 0) || isAsBefore
      : isAsBefore && (await judgeTraffic(pool, { day, categories })) !== "much";
  await recordWindow(pool, { day, categories, expected, stored, isFinished: isWhole && isOver });
  return { day, expected, stored, message: isWhole ? null : describe(found) };
}

/** An empty first page is an answer too, though arXiv often does not mean it. */
async function askForPage(
  access: ArxivAccess,
  asked: Window & { categories: readonly string[]; start: number },
): Promise<PaperPage> {
  try {
    return await queryPapers({ ...asked, count: PAGE }, access);
  } catch (error) {
    const isEmpty = error instanceof AppError && error.code === "arxiv_empty" && asked.start === 0;
    if (!isEmpty) throw error;
    return { total: 0, papers: [], skipped: [], missing: 0 };
  }
}

function describe(found: { expected: number; stored: number; unread: number }): string {
  const { expected, stored, unread } = found;
  if (expected === 0) return "arXiv's answer was empty";
  const damage = unread > 0 ? `, ${unread} could not be read` : "";
  return `arXiv promised ${expected} papers, ${stored} were stored${damage}`;
}
