import { type Day, parseDay } from "@/lib/paper";
import {
  inventKilobytes,
  inventListingDay,
  inventSubmission,
  monthOfId,
  monthsBetween,
  readInstant,
} from "./invention.ts";
import type {
  SimulatedAuthor,
  SimulatedChange,
  SimulatedPaper,
  SimulatedVersion,
} from "./papers.ts";
import { type Holidays, listingDayFrom, listingDayOf } from "./schedule.ts";

/** A later version: everything it does not say stays as it was. */
export type Revision = {
  announced: Day;
  /** Instant of submission; made up inside the window before `announced` where absent. */
  published?: string;
  title?: string;
  abstract?: string;
  comment?: string;
  /** The categories from now on, the primary one first. */
  categories?: readonly string[];
  isWithdrawn?: boolean;
  /** Size of the source in kilobytes, and arXiv's letters for its kind; made up where absent. */
  kilobytes?: number;
  sourceType?: string | null;
};

/** Something changed without a new version, at an instant. */
export type ChangeSource = Omit<SimulatedChange, "at"> & { at: string };

/** A line of the corpus, or an object that a test writes; only the first five are needed. */
export type PaperSource = {
  id: string;
  title: string;
  abstract: string;
  authors: readonly (string | SimulatedAuthor)[];
  categories: readonly string[];
  primary?: string | null;
  published?: string | null;
  updated?: string | null;
  announced?: string | null;
  version?: number | null;
  comment?: string | null;
  doi?: string | null;
  journalRef?: string | null;
  license?: string | null;
  revisions?: readonly Revision[];
  crossLists?: readonly { category: string; announced: Day }[];
  changes?: readonly ChangeSource[];
  submitter?: string | null;
  authorsText?: string | null;
  reportNo?: string | null;
  mscClass?: string | null;
  acmClass?: string | null;
  kilobytes?: number | null;
  sourceType?: string | null;
};

const LICENSE = "http://arxiv.org/licenses/nonexclusive-distrib/1.0/";
const DATE_ONLY = 10;
/** An identifier so many months older than its listing cannot have been new in that listing. */
const MONTHS_OF_A_REPLACEMENT = 2;

/**
 * A paper with its history. What the source leaves open is made up from the identifier, always the
 * same: an instant of submission inside the window that arXiv's schedule gives for the listing; a
 * listing in the identifier's month where neither day nor instant is known. A listing day on a
 * weekend or holiday moves to the next one. A paper listed two months or more after its identifier's
 * month was listed as a replacement. A version beyond the first is served only where the source
 * says when it came (`updated`, or `revisions`).
 */
export function readPaperSource(source: PaperSource, holidays: Holidays): SimulatedPaper {
  const listed = source.announced ? listingOf(source.announced, holidays) : null;
  const isRevisionListed =
    listed !== null && monthsBetween(monthOfId(source.id), listed) >= MONTHS_OF_A_REPLACEMENT;
  const first = readFirstVersion(source, isRevisionListed ? null : listed, holidays);
  const second = isRevisionListed ? listed : null;
  return {
    id: source.id,
    authors: source.authors.map((author) =>
      typeof author === "string" ? { name: author, affiliations: [] } : author,
    ),
    doi: source.doi ?? null,
    journalRef: source.journalRef ?? null,
    license: source.license ?? LICENSE,
    submitter: source.submitter ?? nameFirstAuthor(source),
    authorsText: source.authorsText ?? null,
    reportNo: source.reportNo ?? null,
    mscClass: source.mscClass ?? null,
    acmClass: source.acmClass ?? null,
    versions: [first, ...readLaterVersions(source, first, second, holidays)],
    crossLists: (source.crossLists ?? []).map(({ category, announced }) => ({
      category,
      announcedOn: listingDayFrom(announced, holidays),
    })),
    changes: (source.changes ?? [])
      .map((change) => ({ ...change, at: new Date(change.at) }))
      .sort((a, b) => a.at.getTime() - b.at.getTime()),
  };
}

function readFirstVersion(
  source: PaperSource,
  listed: Day | null,
  holidays: Holidays,
): SimulatedVersion {
  const published = source.published ? readInstant(source.published, source.id) : null;
  const announcedOn =
    listed ??
    (published ? listingDayOf(published, holidays) : inventListingDay(source.id, holidays));
  return {
    number: 1,
    submittedAt: published ?? inventSubmission(source.id, announcedOn, holidays),
    announcedOn,
    title: source.title,
    abstract: source.abstract,
    comment: source.comment ?? null,
    categories: orderCategories(source),
    isWithdrawn: false,
    kilobytes: source.kilobytes ?? inventKilobytes(source.id),
    sourceType: source.sourceType ?? null,
  };
}

function readLaterVersions(
  source: PaperSource,
  first: SimulatedVersion,
  listed: Day | null,
  holidays: Holidays,
): SimulatedVersion[] {
  if (source.revisions) return readRevisions(source, first, source.revisions, holidays);
  const updated = source.updated ? readInstant(source.updated, `${source.id} updated`) : null;
  const isLater = updated !== null && dateOf(source.updated) > dateOf(source.published);
  if (!listed && !isLater) return [];
  const announcedOn = listed ?? (updated ? listingDayOf(updated, holidays) : first.announcedOn);
  const number = Math.max(2, source.version ?? 2);
  const submittedAt =
    isLater && updated ? updated : inventSubmission(`${source.id}v2`, announcedOn, holidays);
  return [{ ...first, number, submittedAt, announcedOn }];
}

function readRevisions(
  source: PaperSource,
  first: SimulatedVersion,
  revisions: readonly Revision[],
  holidays: Holidays,
): SimulatedVersion[] {
  let current = first;
  return revisions.map((revision) => {
    const number = current.number + 1;
    const announcedOn = listingDayFrom(revision.announced, holidays);
    const isWithdrawn = revision.isWithdrawn ?? false;
    current = {
      number,
      submittedAt: revision.published
        ? readInstant(revision.published, source.id)
        : inventSubmission(`${source.id}v${number}`, announcedOn, holidays),
      announcedOn,
      title: revision.title ?? current.title,
      abstract: revision.abstract ?? current.abstract,
      comment:
        revision.comment ?? (isWithdrawn ? "This paper has been withdrawn" : current.comment),
      categories: revision.categories ?? current.categories,
      isWithdrawn,
      kilobytes:
        revision.kilobytes ?? (isWithdrawn ? 0 : inventKilobytes(`${source.id}v${number}`)),
      sourceType: revision.sourceType ?? (isWithdrawn ? "I" : null),
    };
    return current;
  });
}

function nameFirstAuthor({ authors }: PaperSource): string {
  const [first] = authors;
  return typeof first === "string" ? first : (first?.name ?? "Anonymous");
}

/** The day a source names as its listing, moved on where nothing is listed that day. */
function listingOf(announced: string, holidays: Holidays): Day | null {
  const day = parseDay(announced.slice(0, DATE_ONLY));
  return day && listingDayFrom(day, holidays);
}

function orderCategories({ categories, primary }: PaperSource): string[] {
  if (!primary) return [...categories];
  return [primary, ...categories.filter((category) => category !== primary)];
}

function dateOf(text: string | null | undefined): string {
  return text?.slice(0, DATE_ONLY) ?? "";
}
