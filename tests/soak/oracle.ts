/** Whether what the ledger shows is true at that moment, by the simulated arXiv's own knowledge. */
import { addDays, type Day, weekdayOf } from "@/lib/paper";
import { announcementInstant, type Holidays, isListingDay } from "../arxiv/schedule.ts";
import { compareListed, type Listed, type ShownLine, type StoredDay } from "./stored.ts";

export type Moment = {
  now: Date;
  holidays: Holidays;
  /** What was announced in a category on a day. */
  truthOf: (category: string, day: Day) => Listed;
  stored: ReadonlyMap<string, StoredDay>;
  /** `category day` of which arXiv gave the whole listing, to a harvest that came to its end. */
  seen: ReadonlySet<string>;
  /** `category day` of which arXiv gave a feed of an earlier day. */
  staled: ReadonlySet<string>;
  /** `category day` for which arXiv gave the listing of an earlier day after the due time. */
  denied: ReadonlySet<string>;
  /** `category day` on which arXiv gave a listing or a feed as it was. */
  looked: ReadonlySet<string>;
  /** `category day` of which arXiv gave a listing that was empty. */
  emptied: ReadonlySet<string>;
};

const NOTHING: StoredDay = { known: [], estimated: [] };
const GRACE_MS = 8 * 3_600_000;

/** What is false in a line of the ledger, or null. */
export function refute(line: ShownLine, moment: Moment): string | null {
  const { category, day, state, expected, stored } = line;
  const { now, holidays, seen } = moment;
  const key = `${category} ${day}`;
  const { known, estimated } = moment.stored.get(key) ?? NOTHING;
  const isOut = isListingDay(day, holidays) && announcementInstant(day) <= now;
  const truth = isOut ? moment.truthOf(category, day) : [];
  const difference = compareListed(known, truth);
  const isWorkingDay = weekdayOf(day) >= 1 && weekdayOf(day) <= 5;
  const isDue = announcementInstant(day) <= now;
  const isOverdue = announcementInstant(day).getTime() + GRACE_MS <= now.getTime();
  const isTold = line.expectedBy === "listing" || line.expectedBy === "rss";
  const isOpen = state === "waiting" || state === "late" || state === "stale-source";

  if (state === "complete" && isTold) {
    if (!isOut) return "nothing has been announced";
    // The page that names the day and has no entries is arXiv's word, until a better one comes.
    if (expected === 0 && moment.emptied.has(key) && !seen.has(key)) return null;
    if (difference) return difference;
    if (estimated.length > 0) return `${estimated.length} estimated beside what is known`;
    if (expected !== truth.length || stored !== known.length) return "its numbers are wrong";
    return null;
  }
  if (seen.has(key) && isOut) return "arXiv has shown this day's listing, and it was read";
  if (state === "complete") {
    if (!/not seen/.test(line.reason)) return "estimated, and does not say so";
    if (announcementInstant(addDays(day, 1)) > now) return "estimated before the day is over";
    return known.length > 0 ? "known announcements beside the estimated" : null;
  }
  if (state === "short") {
    if (!isOut || expected !== truth.length) return `truly ${truth.length} were announced`;
    const missing = truth.filter((entry) => !known.includes(entry)).length;
    const isWrong = missing !== expected - stored || missing === 0 || known.length !== stored;
    return isWrong ? `truly ${missing} are missing: ${difference}` : null;
  }
  // A weekend is quiet once somebody has looked: the calendar alone is not believed.
  if (isOpen && !isWorkingDay && moment.looked.has(key)) return "a weekend, and it was looked at";
  if (isOpen && !isDue) return "the day is not due yet";
  if (isOpen && known.length > 0) return `${known.length} known: ${difference ?? "all"}`;
  switch (state) {
    case "waiting":
      return isOverdue ? "it is overdue" : null;
    case "late":
      return isOverdue ? null : "it is due, and not late yet";
    case "stale-source":
      return moment.staled.has(key) ? null : "no stale feed was given";
    case "quiet-weekend":
      return isWorkingDay ? "a working day" : null;
    case "quiet-holiday":
      // Told by arXiv itself that its page still shows the day before, nobody can know better.
      if (isOut && moment.denied.has(key)) return null;
      if (isOut) return `${truth.length} were announced`;
      return isWorkingDay ? null : "a weekend";
  }
}

/** What is false in a line that outlived a harvest that was killed: only a claim to be complete can. */
export function refuteClaim(line: ShownLine, moment: Moment): string | null {
  const isClaim =
    line.state === "complete" && (line.expectedBy === "listing" || line.expectedBy === "rss");
  const key = `${line.category} ${line.day}`;
  if (!isClaim || (line.expected === 0 && moment.emptied.has(key))) return null;
  const { known } = moment.stored.get(key) ?? NOTHING;
  return compareListed(known, moment.truthOf(line.category, line.day));
}
