import type pg from "pg";
import { queryIds } from "@/lib/arxiv/api";
import { AppError } from "@/lib/errors";
import type { ArxivAccess } from "@/lib/pipeline/arxiv-access";
import { forbidsAsking } from "@/lib/pipeline/harvest-feeds";
import type { HarvestReport } from "@/lib/pipeline/harvest-report";
import { storeBatch } from "@/lib/pipeline/store-batch";
import { listIncomplete } from "@/lib/store/papers";

/** Identifiers in one request to the query API. */
const PER_REQUEST = 100;
/** Papers completed in one run at most; the rest waits for the next. */
const MOST = 6000;

/**
 * Asks the query API for what a feed does not say (dates, comments, journal reference, all
 * authors) of every paper that is known from a feed only. What the API's index does not have yet
 * stays for the next run; after three days that is no news any more.
 * @throws AppError where arXiv as a whole cannot be asked; completed records stay.
 */
export async function completePapers(
  pool: pg.Pool,
  access: ArxivAccess,
  report: HarvestReport,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const incomplete = await listIncomplete(pool, MOST);
  const recent = new Set(incomplete.filter(({ isRecent }) => isRecent).map(({ id }) => id));
  const ids = incomplete.map(({ id }) => id);
  const missed = { unknown: 0, unread: 0 };
  for (let start = 0; start < ids.length; start += PER_REQUEST) {
    const asked = ids.slice(start, start + PER_REQUEST);
    try {
      const found = await queryIds(asked, access);
      const { revised, refused } = await storeBatch(pool, {
        papers: found.papers,
        announcements: [],
      });
      report.completed += revised;
      const unread = [...found.skipped, ...refused];
      report.skipped.push(...unread);
      missed.unread += unread.filter(({ id }) => recent.has(id)).length;
      missed.unknown += found.unknown.filter((id) => recent.has(id)).length;
    } catch (error) {
      access.signal?.throwIfAborted();
      if (!(error instanceof AppError) || isArxivAway(error)) throw error;
      report.problems.push(`the records of ${asked.length} papers: ${error.message}`);
    }
    onProgress(Math.min(start + PER_REQUEST, ids.length), ids.length);
  }
  if (missed.unknown > 0) {
    report.problems.push(`${missed.unknown} papers are not in the query API's index yet`);
  }
  if (missed.unread > 0) report.problems.push(`${missed.unread} records could not be read`);
  if (ids.length === MOST) report.problems.push("more records are left for the next run");
}

function isArxivAway(error: AppError): boolean {
  return forbidsAsking(error) || error.code === "arxiv_unavailable";
}
