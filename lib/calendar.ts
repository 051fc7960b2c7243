/**
 * arXiv's announcement schedule, in its own time zone, US Eastern.
 * Source: https://info.arxiv.org/help/availability.html
 *
 * A batch is what was submitted up to a cut-off at 14:00 on a weekday. It is mailed at 20:00 the same
 * evening (Friday's on Sunday) and carries, in the feeds and listings that appear at the following
 * midnight, the date of the next weekday: that date is its `Day`. A deferred batch joins the next.
 */
import { addDays, type Day, weekdayOf } from "@/lib/paper";

/** What the schedule says of a day's listing. A hint for wording, never a reason not to fetch. */
export type DayKind = "announcement" | "weekend" | "deferred";

/** From `from` (included) to `to` (not included). */
export type Window = { from: Date; to: Date };

/**
 * Cut-off days whose batch waits for the next one, as arXiv lists them for 2026. That the batch of
 * the day itself waits, a Friday's too, is seen in the listings of 2025: cut-offs on Thursday
 * 06-19 and Friday 07-04 left no listing on Friday 06-20 and Monday 07-07.
 */
const DEFERRED_CUTOFFS: ReadonlySet<Day> = new Set<Day>([
  "2026-01-01",
  "2026-01-19",
  "2026-06-19",
  "2026-07-03",
  "2026-09-07",
  "2026-11-26",
  "2026-12-25",
  "2026-12-29",
  "2026-12-31",
]);

const CUTOFF_HOUR = 14;
const LISTING_HOUR = 20;
const [SUNDAY, MONDAY, FRIDAY, SATURDAY] = [0, 1, 5, 6] as const;

/** Computing offsets from UTC is left to the platform; hours run from 0 to 23. */
const EASTERN = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/New_York",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
});

/** The calendar date in US Eastern time at an instant. */
export function easternDay(instant: Date): Day {
  return readEastern(instant).day;
}

/** The instant at which a day begins in US Eastern time. */
export function midnightEastern(day: Day): Date {
  return easternInstant(day, 0);
}

/** The instant at which a day's listing appears, where it has one: 20:00 on the evening before. */
export function listingInstant(day: Day): Date {
  return easternInstant(addDays(day, -1), LISTING_HOUR);
}

/** The day whose listing should be the one to be seen at an instant, were there one every day. */
export function listingDayAt(instant: Date): Day {
  const { day, hour } = readEastern(instant);
  return hour < LISTING_HOUR ? day : addDays(day, 1);
}

/** The latest day that a listing can have at an instant: from 20:00 on it is tomorrow's. */
export function latestListingDay(instant: Date): Day {
  return addDays(easternDay(instant), 1);
}

/**
 * The day whose listing should show what was submitted at this instant. Moderation may hold a paper
 * for days, and unplanned deferrals are not known here, so it is an estimate.
 */
export function estimateAnnouncementDay(submittedAt: Date): Day {
  const { day, hour } = readEastern(submittedAt);
  let cutoff = hour < CUTOFF_HOUR ? day : addDays(day, 1);
  while (!isCutoff(cutoff)) cutoff = addDays(cutoff, 1);
  return listingAfter(cutoff);
}

/** The submissions that a day's listing should show: inverse of the estimate. Null without a listing. */
export function submissionWindow(day: Day): Window | null {
  if (describeDay(day) !== "announcement") return null;
  const last = cutoffBefore(day);
  let previous = addDays(last, -1);
  while (!isCutoff(previous)) previous = addDays(previous, -1);
  return { from: easternInstant(previous, CUTOFF_HOUR), to: easternInstant(last, CUTOFF_HOUR) };
}

/** The newest `count` days with a listing up to and including `until`, newest first. */
export function announcementDays({ until, count }: { until: Day; count: number }): Day[] {
  const days: Day[] = [];
  for (let day = until; days.length < count; day = addDays(day, -1)) {
    if (describeDay(day) === "announcement") days.push(day);
  }
  return days;
}

/** Whether a listing is expected on a day, and if not, why. */
export function describeDay(day: Day): DayKind {
  if (isWeekend(day)) return "weekend";
  return isCutoff(cutoffBefore(day)) ? "announcement" : "deferred";
}

function isWeekend(day: Day): boolean {
  return weekdayOf(day) === SUNDAY || weekdayOf(day) === SATURDAY;
}

function isCutoff(day: Day): boolean {
  return !isWeekend(day) && !DEFERRED_CUTOFFS.has(day);
}

/** The listing of a cut-off: the next weekday. */
function listingAfter(cutoff: Day): Day {
  return addDays(cutoff, weekdayOf(cutoff) === FRIDAY ? 3 : 1);
}

/** The weekday whose batch a weekday's listing shows when nothing is deferred. */
function cutoffBefore(day: Day): Day {
  return addDays(day, weekdayOf(day) === MONDAY ? -3 : -1);
}

/** Not by `formatToParts`, which takes four times as long: an import dates 150,000 papers. */
function readEastern(instant: Date): { day: Day; hour: number } {
  const [month, date, year, hour] = EASTERN.format(instant).match(/\d+/g) ?? [];
  return { day: `${year}-${month}-${date}` as Day, hour: Number(hour) };
}

/** The clock changes at 02:00, so each hour asked for here exists exactly once on every day. */
function easternInstant(day: Day, hour: 0 | typeof CUTOFF_HOUR | typeof LISTING_HOUR): Date {
  const summer = new Date(Date.parse(`${day}T00:00:00Z`) + (hour + 4) * 3_600_000);
  const shown = readEastern(summer);
  if (shown.day === day && shown.hour === hour) return summer;
  return new Date(summer.getTime() + 3_600_000);
}
