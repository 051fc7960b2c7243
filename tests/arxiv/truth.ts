import { ANNOUNCEMENT_TYPES, type AnnouncementType, addDays, type Day } from "@/lib/paper";
import type { Archive } from "./archive.ts";
import { viewPaper } from "./papers.ts";
import { isListingDay } from "./schedule.ts";

export type Announced = { paperId: string; type: AnnouncementType };

export type Truth = {
  /** What the feed of the category should hold, were it never cut: one entry per paper. */
  announcements: Announced[];
  counts: Record<AnnouncementType, number>;
  /** Replacements that arXiv's feeds and listings leave out: version 6 and later. */
  leftOut: string[];
};

/** A paper as arXiv knew it at an instant. */
export type TrueRecord = {
  paperId: string;
  version: number;
  isWithdrawn: boolean;
  title: string;
  abstract: string;
  authors: string[];
  /** The primary one first, later cross-lists last. */
  categories: string[];
  comment: string | null;
  journalRef: string | null;
  doi: string | null;
  license: string;
  versions: { number: number; submittedAt: Date; announcedOn: Day; isWithdrawn: boolean }[];
};

/** What truly is, whatever faults make of it. Called as a function it tells all of one listing. */
export type TruthTeller = {
  (day: Day, category: string): Truth;
  /** One entry per paper: new ones, cross-lists, replacements, theirs elsewhere; each by identifier. */
  announcements(day: Day, category: string): Announced[];
  /** As the listings and the API show it at `at`; for OAI-PMH give `oaiInstant(at)`. */
  record(paperId: string, at: Date): TrueRecord | null;
  /** Every paper announced by then, in a category or in all, by identifier. */
  paperIds(at: Date, category?: string): string[];
  /** The days from the first to the last, both included, that have a listing. */
  listingDays(first: Day, last: Day): Day[];
};

export function createTruth(archive: Archive): TruthTeller {
  const tell = (day: Day, category: string) => tellTruth(archive, day, category);
  return Object.assign(tell, {
    announcements: (day: Day, category: string) => tell(day, category).announcements,
    record: (paperId: string, at: Date) => tellRecord(archive, paperId, at),
    paperIds: (at: Date, category?: string) => listIds(archive, at, category),
    listingDays(first: Day, last: Day) {
      const days: Day[] = [];
      for (let day = first; day <= last; day = addDays(day, 1)) {
        if (isListingDay(day, archive.holidays)) days.push(day);
      }
      return days;
    },
  });
}

function tellTruth(archive: Archive, day: Day, category: string): Truth {
  const { entries, leftOut } = archive.list(day, [category]);
  const counts: Record<AnnouncementType, number> = {
    new: 0,
    cross: 0,
    replace: 0,
    "replace-cross": 0,
  };
  for (const type of ANNOUNCEMENT_TYPES) {
    counts[type] = entries.filter((entry) => entry.type === type).length;
  }
  return {
    announcements: entries.map(({ type, view }) => ({ paperId: view.id, type })),
    counts,
    leftOut: leftOut.map(({ view }) => view.id),
  };
}

function tellRecord(archive: Archive, paperId: string, at: Date): TrueRecord | null {
  const view = archive.view(paperId, { now: at });
  if (!view) return null;
  const { version, isWithdrawn, title, abstract, comment, journalRef, doi, license } = view;
  return {
    ...{ paperId, version, isWithdrawn, title, abstract, comment, journalRef, doi, license },
    authors: view.authors.map(({ name }) => name),
    categories: [...view.categories],
    versions: view.history.map(({ number, submittedAt, announcedOn, isWithdrawn }) => ({
      ...{ number, submittedAt, announcedOn, isWithdrawn },
    })),
  };
}

function listIds(archive: Archive, at: Date, category?: string): string[] {
  const ids: string[] = [];
  for (const paper of archive.papers.values()) {
    const view = viewPaper(paper, { now: at });
    if (view && (!category || view.categories.includes(category))) ids.push(paper.id);
  }
  return ids.sort();
}
