import { describeDay, listingDayAt, listingInstant } from "@/lib/calendar";
import { addDays, type Day } from "@/lib/paper";

/** arXiv's records are renewed at about 22:30 Eastern, after the listing of 20:00 (help/oa/index.md). */
const AFTER_LISTING_MS = 2.5 * 3_600_000;

/** The day whose announcement the records should have at an instant, since when, and until when. */
export function recordsInstant(now: Date): { day: Day; at: Date; nextAt: Date } {
  const day = listingDayAt(new Date(now.getTime() - AFTER_LISTING_MS));
  const shift = (instant: Date) => new Date(instant.getTime() + AFTER_LISTING_MS);
  return {
    day,
    at: shift(listingInstant(day)),
    nextAt: shift(listingInstant(addDays(day, 1))),
  };
}

/**
 * Whether a list of records may have news: it was not read to its end since arXiv last renewed it,
 * or it was, but too early to have the announcement that was due.
 */
export function isOaiListDue(
  {
    token,
    finishedAt,
    newest,
  }: { token: string | null; finishedAt: Date | null; newest: Day | null },
  now: Date,
): boolean {
  if (token || !finishedAt) return true;
  const { day, at } = recordsInstant(now);
  if (finishedAt < at) return true;
  return describeDay(day) === "announcement" && (newest === null || newest < day);
}
