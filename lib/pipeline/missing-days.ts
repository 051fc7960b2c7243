import type pg from "pg";
import { announcementDays } from "@/lib/calendar";
import { addDays, type Day } from "@/lib/paper";
import { FEED_LIMIT } from "@/lib/pipeline/harvest-feeds";
import type { HarvestReport } from "@/lib/pipeline/harvest-report";
import { listFinishedWindows, listToldDays } from "@/lib/store/harvest-windows";
import type { OaiList } from "@/lib/store/oai-lists";

/** Announcement days that a first harvest fills, and that a later one finds missing and fills. */
export const DAYS_KEPT_FULL = 7;

type Missing = {
  categories: readonly string[];
  today: Day;
  report: HarvestReport;
  lists: readonly OaiList[];
};

/**
 * The last announcement days that no source has told of whole. Newest first, so that a newcomer has
 * the latest days to read while the rest comes in.
 */
export async function listMissingDays(
  pool: pg.Pool,
  { categories, today, report, lists }: Missing,
): Promise<Day[]> {
  const read = report.feeds.filter((feed) => feed.day === today && feed.isWhole);
  const until = read.length === categories.length ? addDays(today, -1) : today;
  const wanted = announcementDays({ until, count: DAYS_KEPT_FULL });
  const oldest = wanted.at(-1) ?? until;
  const finished = await listFinishedWindows(pool, categories);
  const told = await listToldDays(pool, { categories, from: oldest, feedLimit: FEED_LIMIT });
  const isRead = (day: Day) =>
    lists.length > 0 &&
    lists.every(
      ({ coversFrom, completeThrough }) =>
        coversFrom !== null &&
        completeThrough !== null &&
        coversFrom <= day &&
        day <= completeThrough,
    );
  return wanted.filter(
    (day) => !told.has(day) && (day === today || !(finished.has(day) || isRead(day))),
  );
}
