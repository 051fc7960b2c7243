/** What a source leaves open is made up from a text that names the thing: always the same. */
import { addDays, type Day } from "@/lib/paper";
import { hashText } from "./random.ts";
import { type Holidays, listingDayFrom, previousListingDay, submissionWindow } from "./schedule.ts";

const DATE_ONLY = 10;

/** An instant as written, or one within the UTC day where only a date is written. */
export function readInstant(text: string, seed: string): Date {
  if (text.length > DATE_ONLY) return new Date(text);
  return new Date(Date.parse(`${text}T00:00:00Z`) + (hashText(seed) % 86_400) * 1000);
}

/** An instant inside the window of a listing. */
export function inventSubmission(seed: string, announcedOn: Day, holidays: Holidays): Date {
  const { from, to } = submissionWindow(announcedOn, holidays);
  const seconds = (to.getTime() - from.getTime()) / 1000;
  return new Date(from.getTime() + (hashText(seed) % seconds) * 1000);
}

/** A listing day in the month that an identifier names. */
export function inventListingDay(id: string, holidays: Holidays): Day {
  const day = listingDayFrom(addDays(monthOfId(id), hashText(id) % 28), holidays);
  return monthsBetween(monthOfId(id), day) === 0 ? day : previousListingDay(day, holidays);
}

/** The first day of the month that an identifier names; two-digit years from 91 are 19xx. */
export function monthOfId(id: string): Day {
  const digits = /(?:^|\/)(\d{2})(\d{2})/.exec(id);
  const year = Number(digits?.[1] ?? 0);
  return `${year >= 91 ? 1900 + year : 2000 + year}-${digits?.[2] ?? "01"}-01` as Day;
}

export function monthsBetween(earlier: Day, later: Day): number {
  const months = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(later) - months(earlier);
}

/** The size of a source, 8 to 4,000 kilobytes. */
export function inventKilobytes(seed: string): number {
  return 8 + (hashText(`${seed} size`) % 3993);
}
