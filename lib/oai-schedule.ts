import { describeDay, listingDayAt, listingInstant } from "@/lib/calendar";
import type { Day } from "@/lib/paper";

/** arXiv's records are renewed at about 22:30 Eastern, after the listing of 20:00 (help/oa/index.md). */
const AFTER_LISTING_MS = 2.5 * 3_600_000;

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
  const renewed = new Date(now.getTime() - AFTER_LISTING_MS);
  const day = listingDayAt(renewed);
  if (finishedAt.getTime() < listingInstant(day).getTime() + AFTER_LISTING_MS) return true;
  return describeDay(day) === "announcement" && (newest === null || newest < day);
}
