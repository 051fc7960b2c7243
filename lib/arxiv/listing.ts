import { type ArxivContext, fetchArxiv } from "@/lib/arxiv/http";
import { readListedPaper } from "@/lib/arxiv/listing-entry";
import {
  LISTING_TYPES,
  type ListingType,
  readListingDay,
  readListingTotal,
  readSectionHeading,
  type SectionHeading,
  saysNoUpdates,
} from "@/lib/arxiv/listing-headings";
import { type ListingEntry, takeListingApart } from "@/lib/arxiv/listing-page";
import type { ArxivAnswer } from "@/lib/arxiv/outcome";
import type { Skipped } from "@/lib/arxiv/skipped";
import { AppError } from "@/lib/errors";
import type { Announcement, Day, Paper } from "@/lib/paper";

export type ListingContext = ArxivContext & { listUrl: string };

/**
 * The last announcement of a category or archive. `papers` have what a page shows: no version, dates
 * or licence, and arXiv's own words in place of addresses ("this https URL").
 */
export type Listing = {
  day: Day;
  /** What the headings say; zero for a section that is not there, as arXiv leaves out empty ones. */
  sections: Record<ListingType, { shown: number; total: number }>;
  /** How many papers were announced in each way: one that is listed twice counts once. */
  expected: Record<ListingType, number>;
  papers: Paper[];
  announcements: Announcement[];
  skipped: Skipped[];
};

type Section = SectionHeading & { entries: ListingEntry[] };
type Page = { day: Day; total: number; sections: Section[] };

/** The most entries that arXiv shows on a page (arxiv-browse, controllers/list_page). */
const SHOW = 2000;
const MOST_PAGES = 5;
/** A page of 2,000 entries has some 12 MB, most of it links of authors. */
export const MAX_LISTING_BYTES = 24 * 1024 * 1024;

/**
 * What was last announced in a category, and on which day: the only source that says how much there
 * is. One request, and one more for every 2,000 entries. Throws what `fetchArxiv` throws, and
 * `arxiv_bad_answer`, naming the difference, where a page does not add up.
 */
export async function readListing(category: string, context: ListingContext): Promise<Listing> {
  const first = await readPage(category, 0, context);
  const pages = [first];
  while (pages.length * SHOW < first.total) {
    if (pages.length === MOST_PAGES) throw badPage(category, `${first.total} entries`);
    const next = await readPage(category, pages.length * SHOW, context);
    if (next.day !== first.day || next.total !== first.total) {
      throw badPage(category, "another announcement on its next page");
    }
    pages.push(next);
  }
  const sections = mergeSections(category, pages);
  return { day: first.day, ...readSections(sections, { category, day: first.day }) };
}

async function readPage(category: string, skip: number, context: ListingContext): Promise<Page> {
  const base = context.listUrl.replace(/\/$/, "");
  const url = `${base}/${encodeURIComponent(category)}/new?skip=${skip}&show=${SHOW}`;
  return fetchArxiv({ url, maxBytes: MAX_LISTING_BYTES }, context, (answer) =>
    checkPage(answer, { category, skip }),
  );
}

/** A page whose headings, entries and total agree. */
function checkPage(
  answer: ArxivAnswer,
  { category, skip }: { category: string; skip: number },
): Page {
  if (answer.status === 400) throw new AppError("arxiv_rejected", `no list of ${category}`);
  const { blocks, text, isWhole } = takeListingApart(answer.body);
  const [top, ...rest] = blocks;
  const day = readListingDay(top?.heading ?? "");
  if (!top || !day) throw badPage(category, "no heading that names its day");
  if (!isWhole) throw badPage(category, "no end: it was cut off");
  if (top.entries.length > 0) throw badPage(category, "entries above its first section");
  const total = readListingTotal(text);
  const sections = rest.flatMap(({ heading, entries }): Section[] => {
    const section = readSectionHeading(heading);
    if (section) return [{ ...section, entries }];
    if (entries.length === 0) return []; // a notice, not a list
    throw badPage(category, `the unknown section "${heading.slice(0, 100)}"`);
  });
  for (const { type, shown, entries } of sections) {
    if (entries.length === shown) continue;
    throw badPage(category, `${entries.length} entries (${type}) where it says ${shown}`);
  }
  if (total === 0 && !saysNoUpdates(text)) throw badPage(category, "neither a total nor a reason");
  const shown = sections.reduce((sum, section) => sum + section.shown, 0);
  const promised = Math.min(SHOW, Math.max(0, total - skip));
  if (shown !== promised) {
    throw badPage(category, `${shown} entries where its total promises ${promised}`);
  }
  return { day, total, sections };
}

/** The sections over all pages, whose headings must be of one mind. */
function mergeSections(category: string, pages: readonly Page[]): Section[] {
  const all = pages.flatMap(({ sections }) => sections);
  return LISTING_TYPES.map((type) => {
    const parts = all.filter((section) => section.type === type);
    const total = parts[0]?.total ?? 0;
    const shown = parts.reduce((sum, part) => sum + part.shown, 0);
    if (parts.some((part) => part.total !== total) || shown !== total) {
      throw badPage(category, `${shown} entries (${type}) where it says ${total} in all`);
    }
    return { type, shown, total, entries: parts.flatMap(({ entries }) => entries) };
  });
}

function readSections(sections: Section[], { category, day }: { category: string; day: Day }) {
  const papers = new Map<string, Paper>();
  const announcements: Announcement[] = [];
  const skipped: Skipped[] = [];
  const expected = { new: 0, cross: 0, replace: 0 };
  for (const { type: section, entries } of sections) {
    for (const entry of entries) {
      const read = readListedPaper(entry, { category, section });
      if ("reason" in read) {
        skipped.push(read);
        expected[section]++;
      } else if (!papers.has(read.paper.id)) {
        const { paper, type } = read;
        papers.set(paper.id, paper);
        expected[section]++;
        const announced = { paperId: paper.id, category, day, type } as const;
        announcements.push({ ...announced, source: "listing", isEstimated: false });
      }
    }
  }
  const counts = sections.map(({ type, shown, total }) => [type, { shown, total }] as const);
  return {
    sections: Object.fromEntries(counts) as Listing["sections"],
    expected,
    papers: [...papers.values()],
    announcements,
    skipped,
  };
}

function badPage(category: string, what: string): AppError {
  return new AppError("arxiv_bad_answer", `the page of new listings of ${category} has ${what}`);
}
