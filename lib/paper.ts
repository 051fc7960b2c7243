/**
 * The vocabulary: what arXiv publishes, in the words the rest of the code uses. Imports nothing.
 */

/** A calendar date of arXiv's listing (US Eastern), `YYYY-MM-DD`. A date, never an instant. */
export type Day = `${number}-${number}-${number}`;

/** How a paper appeared in a category's listing. `replace-cross`: a replacement, seen from a cross-list. */
export const ANNOUNCEMENT_TYPES = ["new", "cross", "replace", "replace-cross"] as const;
export type AnnouncementType = (typeof ANNOUNCEMENT_TYPES)[number];

/** Where an announcement is known from. `oai`: estimated from the versions' dates of a record. */
export const ANNOUNCEMENT_SOURCES = ["rss", "api", "oai", "listing", "import"] as const;
export type AnnouncementSource = (typeof ANNOUNCEMENT_SOURCES)[number];

/** Where the stored record of a paper is from. `sample`: the edition that ships with the project. */
export const RECORD_SOURCES = ["rss", "api", "oai", "listing", "import", "sample"] as const;
export type RecordSource = (typeof RECORD_SOURCES)[number];

/** One revision of a paper. `submittedAt` is null where the source does not say. */
export type Version = { number: number; submittedAt: Date | null };

/** One arXiv identifier and what is known of it; text fields are as arXiv sent them, white space folded. */
export type Paper = {
  /** Canonical identifier without a version: `2401.01234` or `hep-th/9901001`. */
  id: string;
  /** The newest version this record describes, from 1. */
  version: number;
  title: string;
  abstract: string;
  /** In the paper's order. Empty where the source does not say. */
  authors: string[];
  /** arXiv category codes, the primary one first. */
  categories: string[];
  /** Versions this record speaks of; not necessarily all. */
  versions: Version[];
  comment: string | null;
  journalRef: string | null;
  doi: string | null;
  reportNo: string | null;
  license: string | null;
  submitter: string | null;
  /** Whether the newest version is a withdrawal: by OAI's source_type, elsewhere by the comment. */
  isWithdrawn: boolean;
  source: RecordSource;
  /** Whether the record carries everything its source could know; a feed entry does not. */
  isComplete: boolean;
};

/** This paper was listed in this category on this day. */
export type Announcement = {
  paperId: string;
  category: string;
  day: Day;
  type: AnnouncementType;
  source: AnnouncementSource;
  /** True where the day is derived from the submission time and arXiv's schedule. */
  isEstimated: boolean;
};

/**
 * Years in which something of arXiv's can have happened; its oldest dates of submission are of the
 * eighties. A date outside is a mistake, and may be none that PostgreSQL has (it has no year 0).
 */
export const YEARS = { first: 1980, last: 2200 } as const;

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A `Day` from text, or null where the text is not a date that exists, or far from arXiv's time. */
export function parseDay(text: string): Day | null {
  const match = DAY_PATTERN.exec(text);
  const year = Number(match?.[1]);
  if (!(year >= YEARS.first && year <= YEARS.last)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) return null;
  return text as Day;
}

/** The day `count` calendar days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10) as Day;
}

/** Day of the week, 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
