import { type AnnouncementType, addDays, type Day } from "@/lib/paper";
import type { Answer, Question } from "./answer.ts";
import type { Archive, Listed } from "./archive.ts";
import { easternDayOf } from "./eastern.ts";
import { type ListingPage, type ListingSection, renderListing } from "./listing-page.ts";
import { announcementInstant, isListingDay, previousListingDay } from "./schedule.ts";
import { nameCategory } from "./taxonomy.ts";

/** What a fault may change in a listing. */
export type ListingDistortion = "empty" | "stale" | "wrong-count" | "new-markup" | null;

/** The most entries of a page, and as many as nothing asked shows (arxiv-browse, list_page). */
const MAX_SHOWN = 2000;
/** How far a wrong count is off. */
const WRONG_BY = 3;

const SECTIONS: readonly (readonly [ListingSection["kind"], readonly AnnouncementType[]])[] = [
  ["New", ["new"]],
  ["Cross", ["cross"]],
  ["Replacement", ["replace", "replace-cross"]],
];

/**
 * Answers `/list/CAT/new?skip=&show=`: the last announcement, from 20:00 in New York on the evening
 * before the day it is named for until the next one. Weekends and holidays show the day before them.
 */
export function answerListing(
  { pathname, parameters }: Question,
  { archive, now, distortion }: { archive: Archive; now: Date; distortion: ListingDistortion },
): Answer {
  const headers = { "content-type": "text/html; charset=utf-8" };
  const [, asked = ""] = /^\/list\/([^/]+)\/new$/.exec(pathname) ?? [];
  const name = nameCategory(asked);
  if (name === null || name !== asked) {
    return { status: asked ? 400 : 404, headers, body: "<h1>Bad Request</h1>\n" };
  }
  const current = currentListingDay(archive, now);
  const day = distortion === "stale" ? previousListingDay(current, archive.holidays) : current;
  const entries = distortion === "empty" ? [] : archive.list(day, [name]).entries;
  const page = cutPage({ name, day, entries, ...readRange(parameters) });
  const body = renderListing(distortion === "wrong-count" ? miscount(page) : page);
  return { status: 200, headers, body: distortion === "new-markup" ? changeMarkup(body) : body };
}

/** The day that the listing pages are named for at `now`. */
export function currentListingDay({ holidays }: Pick<Archive, "holidays">, now: Date): Day {
  const tomorrow = addDays(easternDayOf(now), 1);
  const isOut = isListingDay(tomorrow, holidays) && announcementInstant(tomorrow) <= now;
  return isOut ? tomorrow : previousListingDay(tomorrow, holidays);
}

/** What is no number counts as not said; more than the most is the most. */
function readRange(parameters: URLSearchParams): { skip: number; show: number } {
  const read = (name: string, otherwise: number) => {
    const text = parameters.get(name) ?? "";
    return /^\d+$/.test(text) ? Number(text) : otherwise;
  };
  return { skip: read("skip", 0), show: Math.min(read("show", MAX_SHOWN), MAX_SHOWN) };
}

function cutPage({
  entries,
  ...page
}: Omit<ListingPage, "sections" | "total"> & { entries: readonly Listed[] }): ListingPage {
  let start = 0;
  const sections = SECTIONS.map(([kind, types]) => {
    const listed = entries
      .filter(({ type }) => types.includes(type))
      .map((entry, index) => ({ number: start + index + 1, listed: entry }));
    start += listed.length;
    const items = listed.filter(
      ({ number }) => number > page.skip && number <= page.skip + page.show,
    );
    return { kind, total: listed.length, items };
  });
  return { ...page, total: entries.length, sections };
}

function miscount(page: ListingPage): ListingPage {
  const sections = page.sections.map((section, index) =>
    index === 0 ? { ...section, total: section.total + WRONG_BY } : section,
  );
  return { ...page, total: page.total + WRONG_BY, sections };
}

/** The page after a redesign: the same to the eye, with other elements. */
function changeMarkup(body: string): string {
  return body
    .replaceAll(/<(\/?)h3>/g, "<$1h2>")
    .replaceAll(/<(\/?)d[td]>/g, "<$1div>")
    .replaceAll(/class='list-/g, "class='item-");
}
