import type pg from "pg";
import { easternDay } from "@/lib/calendar";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Day } from "@/lib/paper";
import { openArxiv } from "@/lib/pipeline/arxiv-access";
import {
  harvestOaiList,
  hasCategories,
  listCategoriesOf,
  listOaiSets,
  type OaiProgress,
} from "@/lib/pipeline/harvest-oai";
import { createReport, type HarvestReport, summarise } from "@/lib/pipeline/harvest-report";
import { tagPapers } from "@/lib/pipeline/tag";
import { readTold } from "@/lib/pipeline/told-days";
import { recordRun } from "@/lib/store/harvest-runs";
import { beginOaiList, findOaiList } from "@/lib/store/oai-lists";

export type BackfillOptions = {
  settings: Env;
  now: Date;
  /** The first day whose changes are wanted. */
  from: Day;
  signal?: AbortSignal | undefined;
  onProgress?: (progress: OaiProgress) => void;
  onRequest?: ((line: string) => void) | undefined;
};

/**
 * Walks the followed archives' lists of records from a day on and stores every paper of a followed
 * category, with its day estimated where no announcement is known. It lets the daily harvest go
 * first at the gate. Stopped or killed, it goes on at its page when it is asked for the same day;
 * an archive that has been walked from that day or an earlier one is not walked again.
 * @throws AppError `bad_input` for a day that is not over, `harvest_running`, and what arXiv's
 *   refusals say; the reason of `signal` when that is aborted. What was read stays stored.
 */
export async function backfill(
  db: { pool: pg.Pool; url: string },
  options: BackfillOptions,
): Promise<HarvestReport> {
  const { settings, now, from, signal, onRequest } = options;
  const categories = settings.CATEGORIES;
  const today = easternDay(now);
  if (from >= today) {
    throw new AppError("bad_input", `--from ${from} is not over yet; a day before ${today} is.`);
  }
  const access = openArxiv(db.pool, settings, { signal, onRequest, isBackground: true });
  const report = await recordRun(db, "backfill", async (note) => {
    const report = createReport();
    const isTold = await readTold(db.pool, { categories, from, until: today });
    try {
      for (const set of listOaiSets(categories)) {
        const key = { set, kind: "backfill" } as const;
        const known = await findOaiList(db.pool, key);
        const isWalked = known?.coversFrom && known.coversFrom <= from;
        if (isWalked && hasCategories(known, categories)) continue;
        // Another day is another list; the records of the one under way are stored.
        if (known?.fromDay !== from) {
          const kept = listCategoriesOf(set, categories);
          await beginOaiList(db.pool, { ...key, fromDay: from, categories: kept });
        }
        const wanted = { categories, from, today, isTold, now };
        await harvestOaiList(db.pool, access, key, wanted, report, (progress) => {
          options.onProgress?.(progress);
          note(`${set}: ${progress.records} records`).catch(() => undefined);
        });
        await tagPapers(db.pool, { signal });
      }
    } catch (error) {
      if (!signal?.aborted) throw error;
      return { result: report, end: { ...endOf(report), state: "stopped" as const } };
    }
    return { result: report, end: { ...endOf(report), state: "done" as const } };
  });
  signal?.throwIfAborted();
  return report;
}

function endOf(report: HarvestReport) {
  const { added, revised, skipped } = report;
  return { added, revised, skipped: skipped.length, message: summarise(report) };
}
