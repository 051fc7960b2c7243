/**
 * arXiv's announcement schedule (info.arxiv.org/help/availability): what is received until 14:00
 * Eastern on a weekday is announced at 20:00 on the evening before the next listing day. Listing
 * days are Monday to Friday except the holidays that a simulation names.
 */
import { addDays, type Day, weekdayOf } from "@/lib/paper";
import { easternDayOf, easternInstant } from "./eastern.ts";

export type Holidays = ReadonlySet<Day>;

const CUTOFF_HOUR = 14;
const ANNOUNCEMENT_HOUR = 20;

export function isListingDay(day: Day, holidays: Holidays): boolean {
  return isWeekday(day) && !holidays.has(day);
}

/** `day` itself where it is a listing day, else the next one. */
export function listingDayFrom(day: Day, holidays: Holidays): Day {
  let candidate = day;
  while (!isListingDay(candidate, holidays)) candidate = addDays(candidate, 1);
  return candidate;
}

export function previousListingDay(day: Day, holidays: Holidays): Day {
  let candidate = addDays(day, -1);
  while (!isListingDay(candidate, holidays)) candidate = addDays(candidate, -1);
  return candidate;
}

/** The listing that announces what is submitted at an instant, if nothing holds it up. */
export function listingDayOf(submittedAt: Date, holidays: Holidays): Day {
  let day = listingDayFrom(easternDayOf(submittedAt), holidays);
  while (submittedAt >= cutoffOf(day)) day = listingDayFrom(addDays(day, 1), holidays);
  return day;
}

/** The instants between which the papers of a listing were received: from, inclusive; to, not. */
export function submissionWindow(day: Day, holidays: Holidays): { from: Date; to: Date } {
  return { from: cutoffOf(previousListingDay(day, holidays)), to: cutoffOf(day) };
}

/** When a listing's papers become public: 20:00 Eastern on the evening before. */
export function announcementInstant(day: Day): Date {
  const instant = INSTANTS.get(day) ?? easternInstant(addDays(day, -1), ANNOUNCEMENT_HOUR);
  INSTANTS.set(day, instant);
  return instant;
}

/** A search asks for the instant of every version of every paper, and there are few days. */
const INSTANTS = new Map<Day, Date>();

/** 14:00 Eastern on the weekday before the listing. */
function cutoffOf(day: Day): Date {
  const known = CUTOFFS.get(day);
  if (known) return known;
  let weekday = addDays(day, -1);
  while (!isWeekday(weekday)) weekday = addDays(weekday, -1);
  const instant = easternInstant(weekday, CUTOFF_HOUR);
  CUTOFFS.set(day, instant);
  return instant;
}

/** Every made-up instant of submission asks for two of them. */
const CUTOFFS = new Map<Day, Date>();

function isWeekday(day: Day): boolean {
  const weekday = weekdayOf(day);
  return weekday >= 1 && weekday <= 5;
}
