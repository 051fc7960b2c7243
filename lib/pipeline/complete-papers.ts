import type pg from "pg";
import { queryIds } from "@/lib/arxiv/api";
import type { ArxivAccess } from "@/lib/pipeline/arxiv-access";
import type { HarvestReport } from "@/lib/pipeline/harvest-report";
import { listIncomplete, storePapers } from "@/lib/store/papers";

/** Identifiers in one request to the query API. */
const PER_REQUEST = 100;
/** Papers completed in one run at most; the rest waits for the next. */
const MOST = 6000;

/**
 * Asks the query API for what a feed does not say (dates, comments, journal reference, all
 * authors) of every paper that is known from a feed only. What the API's index does not have yet
 * stays for the next run.
 */
export async function completePapers(
  pool: pg.Pool,
  access: ArxivAccess,
  report: HarvestReport,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const ids = await listIncomplete(pool, MOST);
  let unknown = 0;
  for (let start = 0; start < ids.length; start += PER_REQUEST) {
    const asked = ids.slice(start, start + PER_REQUEST);
    const found = await queryIds(asked, access);
    const { revised } = await storePapers(pool, { papers: found.papers, announcements: [] });
    report.completed += revised;
    report.skipped.push(...found.skipped);
    unknown += found.unknown.length;
    onProgress(Math.min(start + PER_REQUEST, ids.length), ids.length);
  }
  if (unknown > 0) {
    report.problems.push(`${unknown} papers are not in the query API's index yet`);
  }
}
