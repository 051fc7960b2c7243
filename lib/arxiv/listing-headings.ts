import { type Day, parseDay } from "@/lib/paper";

/** The three sections of a page of new listings. */
export const LISTING_TYPES = ["new", "cross", "replace"] as const;
export type ListingType = (typeof LISTING_TYPES)[number];

/** What the heading of a section says: of its `total`, this page shows so many. */
export type SectionHeading = { type: ListingType; shown: number; total: number };

const DAY = /^Showing new listings for [A-Z][a-z]+day, (\d{1,2}) ([A-Z][a-z]+) (\d{4})$/;
/** Older pages said "New submissions for Tue, 1 Sep 26 (showing 3 of 3 entries )". */
const SECTION =
  /^(New|Cross|Replacement)(?: submissions|-lists|s)(?: for [^(]*)? ?\((?:continued, )?showing (?:first |last )?(\d{1,6}) of (\d{1,6}) entries ?\)$/;
const TOTAL = /\bTotal of (\d{1,6}) entries\b/;

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );
const TYPES: Readonly<Record<string, ListingType>> = {
  New: "new",
  Cross: "cross",
  Replacement: "replace",
};

/** The day of `Showing new listings for Wednesday, 12 August 2026`, or null. */
export function readListingDay(heading: string): Day | null {
  const [, day = "", monthName = "", year] = DAY.exec(heading) ?? [];
  const month = String(MONTHS.indexOf(monthName) + 1).padStart(2, "0");
  return parseDay(`${year}-${month}-${day.padStart(2, "0")}`);
}

/** `Cross submissions (showing 25 of 25 entries)`, or null. */
export function readSectionHeading(heading: string): SectionHeading | null {
  const [, name = "", shown, total] = SECTION.exec(heading) ?? [];
  const type = TYPES[name];
  return type ? { type, shown: Number(shown), total: Number(total) } : null;
}

/** The sum over all sections and pages that a page's text states; zero where it says none. */
export function readListingTotal(text: string): number {
  return Number(TOTAL.exec(text)?.[1] ?? 0);
}

/** Whether the page says in words that the day has nothing for this category. */
export function saysNoUpdates(text: string): boolean {
  return /\bNo updates (?:today|for this time period)\b/.test(text);
}
