import type { AnnouncementType, Day } from "@/lib/paper";
import { createModifications, type Modifications } from "./modifications.ts";
import { type PaperSource, readPaperSource } from "./paper-source.ts";
import { type PaperView, type SimulatedPaper, viewPaper } from "./papers.ts";
import { announcementInstant, type Holidays } from "./schedule.ts";
import { expandCategories } from "./taxonomy.ts";

/** One paper in one listing. */
export type Listed = { type: AnnouncementType; view: PaperView };
export type Listing = {
  /** New ones first, then cross-lists, replacements and their cross-lists; each by identifier. */
  entries: Listed[];
  /** Replacements from version 6 on, which arXiv's feeds leave out. */
  leftOut: Listed[];
};

export type Archive = {
  papers: ReadonlyMap<string, SimulatedPaper>;
  holidays: Holidays;
  /** Days on which anything is announced, in order. */
  days: readonly Day[];
  list(day: Day, names: readonly string[]): Listing;
  modifications: Modifications;
  view(id: string, at: { now: Date; version?: number | null }): PaperView | null;
};

const LISTING_ORDER: readonly AnnouncementType[] = ["new", "cross", "replace", "replace-cross"];
/** arXiv's feed service drops replacements of this version and later (arxiv-feed, database.py). */
const FIRST_VERSION_LEFT_OUT = 6;

/** Everything that the simulated arXiv holds, seen as of any instant. */
export async function createArchive(
  sources: Iterable<PaperSource> | AsyncIterable<PaperSource>,
  holidays: Holidays,
): Promise<Archive> {
  const papers = new Map<string, SimulatedPaper>();
  for await (const source of sources) {
    papers.set(source.id, readPaperSource(source, holidays));
  }
  const byDay = groupByDay(papers.values());
  return {
    papers,
    holidays,
    days: [...byDay.keys()].sort(),
    modifications: createModifications(papers),
    list: (day, names) => listDay(day, byDay.get(day) ?? new Set(), expandCategories(names)),
    view(id, at) {
      const paper = papers.get(id);
      return paper ? viewPaper(paper, at) : null;
    },
  };
}

function groupByDay(papers: Iterable<SimulatedPaper>): Map<Day, Set<SimulatedPaper>> {
  const byDay = new Map<Day, Set<SimulatedPaper>>();
  for (const paper of papers) {
    for (const { announcedOn } of [...paper.versions, ...paper.crossLists]) {
      const group = byDay.get(announcedOn) ?? new Set();
      byDay.set(announcedOn, group.add(paper));
    }
  }
  return byDay;
}

function listDay(
  day: Day,
  papers: ReadonlySet<SimulatedPaper>,
  categories: ReadonlySet<string>,
): Listing {
  const listing: Listing = { entries: [], leftOut: [] };
  for (const paper of papers) {
    const listed = listPaper(paper, day, categories);
    if (!listed) continue;
    (listed.isLeftOut ? listing.leftOut : listing.entries).push(listed);
  }
  listing.entries.sort(
    (a, b) =>
      LISTING_ORDER.indexOf(a.type) - LISTING_ORDER.indexOf(b.type) ||
      (a.view.id < b.view.id ? -1 : 1),
  );
  return listing;
}

/** How a paper appears in a day's listing of some categories: once, new before cross before replace. */
function listPaper(
  paper: SimulatedPaper,
  day: Day,
  categories: ReadonlySet<string>,
): (Listed & { isLeftOut: boolean }) | null {
  const view = viewPaper(paper, { now: announcementInstant(day) });
  if (!view?.categories.some((category) => categories.has(category))) return null;
  const isPrimary = categories.has(view.categories[0] ?? "");
  const versions = paper.versions.filter(({ announcedOn }) => announcedOn === day);
  if (versions.some(({ number }) => number === 1)) {
    return { type: isPrimary ? "new" : "cross", view, isLeftOut: false };
  }
  const isCrossListed = paper.crossLists.some(
    ({ announcedOn, category }) => announcedOn === day && categories.has(category),
  );
  if (isCrossListed) return { type: "cross", view, isLeftOut: false };
  const replacement = versions.find(({ number }) => number < FIRST_VERSION_LEFT_OUT) ?? versions[0];
  if (!replacement) return null;
  const isLeftOut = replacement.number >= FIRST_VERSION_LEFT_OUT;
  return { type: isPrimary ? "replace" : "replace-cross", view, isLeftOut };
}
