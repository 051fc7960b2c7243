import type { Day } from "@/lib/paper";
import { announcementInstant } from "./schedule.ts";

export type SimulatedAuthor = { name: string; affiliations: readonly string[] };

export type SimulatedVersion = {
  number: number;
  submittedAt: Date;
  /** The listing that announced it. */
  announcedOn: Day;
  title: string;
  abstract: string;
  comment: string | null;
  /** As the authors chose them, the primary one first; later cross-lists are kept apart. */
  categories: readonly string[];
  /** Only OAI-PMH tells (source type `I`); elsewhere the comment says so in words. */
  isWithdrawn: boolean;
};

/** A paper and all that will ever happen to it; what shows of it depends on the clock. */
export type SimulatedPaper = {
  id: string;
  authors: readonly SimulatedAuthor[];
  doi: string | null;
  journalRef: string | null;
  license: string;
  /** At least the first, in order. */
  versions: readonly SimulatedVersion[];
  crossLists: readonly { category: string; announcedOn: Day }[];
};

/** One version of a paper as arXiv shows it at some instant. */
export type PaperView = Omit<SimulatedPaper, "versions" | "crossLists"> &
  Omit<SimulatedVersion, "number" | "announcedOn"> & {
    version: number;
    /** When the first version was submitted. */
    firstSubmittedAt: Date;
  };

/**
 * A paper as it shows at `now`: its newest announced version, or the one asked for. Null where that
 * one is not announced yet or does not exist. Categories are the current ones in either case.
 */
export function viewPaper(
  paper: SimulatedPaper,
  { now, version }: { now: Date; version?: number | null },
): PaperView | null {
  const announced = paper.versions.filter(({ announcedOn }) => isAnnounced(announcedOn, now));
  const newest = announced.at(-1);
  const shown = version ? announced.find(({ number }) => number === version) : newest;
  const first = paper.versions[0];
  if (!first || !newest || !shown) return null;
  const { versions: _versions, crossLists, ...facts } = paper;
  const { number, announcedOn: _announcedOn, ...content } = shown;
  const added = crossLists.filter(({ announcedOn }) => isAnnounced(announcedOn, now));
  return {
    ...facts,
    ...content,
    version: number,
    firstSubmittedAt: first.submittedAt,
    categories: [
      ...new Set([...newest.categories, ...added.map((crossList) => crossList.category)]),
    ],
  };
}

function isAnnounced(day: Day, now: Date): boolean {
  return announcementInstant(day) <= now;
}
