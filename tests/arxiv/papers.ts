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
  /** Of the source, as OAI-PMH tells it. */
  kilobytes: number;
  /** arXiv's letters for the kind of source: D, H, P, X, A, S; `I` for a withdrawal. */
  sourceType: string | null;
};

/** What somebody at arXiv or the authors change without a new version. It is announced nowhere. */
export type SimulatedChange = {
  at: Date;
  journalRef?: string;
  doi?: string;
  comment?: string;
  /** All of them from now on, the primary one first. */
  categories?: readonly string[];
};

/** A paper and all that will ever happen to it; what shows of it depends on the clock. */
export type SimulatedPaper = {
  id: string;
  authors: readonly SimulatedAuthor[];
  doi: string | null;
  journalRef: string | null;
  license: string;
  submitter: string;
  /** The authors as one string, where the source has them so; OAI-PMH's raw format shows it. */
  authorsText: string | null;
  reportNo: string | null;
  mscClass: string | null;
  acmClass: string | null;
  /** At least the first, in order. */
  versions: readonly SimulatedVersion[];
  crossLists: readonly { category: string; announcedOn: Day }[];
  /** In order. */
  changes: readonly SimulatedChange[];
};

/** One version of a paper as arXiv shows it at some instant. */
export type PaperView = Omit<SimulatedPaper, "versions" | "crossLists" | "changes"> &
  Omit<SimulatedVersion, "number" | "announcedOn"> & {
    version: number;
    /** Every version announced until then, in order. */
    history: readonly SimulatedVersion[];
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
  const { versions: _versions, crossLists, changes, ...facts } = paper;
  const { number, announcedOn: _announcedOn, ...content } = shown;
  const added = crossLists.filter(({ announcedOn }) => isAnnounced(announcedOn, now));
  const view = {
    ...facts,
    ...content,
    version: number,
    history: announced,
    firstSubmittedAt: first.submittedAt,
    categories: joinCategories(newest.categories, added),
  };
  return changes.length === 0 ? view : applyChanges(view, { changes, newest, added, now });
}

/** A new version says its own comment and categories; a journal's reference outlives it. */
function applyChanges(
  view: PaperView,
  told: {
    changes: readonly SimulatedChange[];
    newest: SimulatedVersion;
    added: SimulatedPaper["crossLists"];
    now: Date;
  },
): PaperView {
  const changed = { ...view };
  for (const { at, journalRef, doi, comment, categories } of told.changes) {
    if (at > told.now) break;
    if (journalRef !== undefined) changed.journalRef = journalRef;
    if (doi !== undefined) changed.doi = doi;
    if (at < announcementInstant(told.newest.announcedOn)) continue;
    if (comment !== undefined) changed.comment = comment;
    if (categories !== undefined) changed.categories = joinCategories(categories, told.added);
  }
  return changed;
}

function joinCategories(
  own: readonly string[],
  added: SimulatedPaper["crossLists"],
): readonly string[] {
  if (added.length === 0) return own;
  return [...new Set([...own, ...added.map(({ category }) => category)])];
}

function isAnnounced(day: Day, now: Date): boolean {
  return announcementInstant(day) <= now;
}
