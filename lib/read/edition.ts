import { ANNOUNCEMENT_TYPES, type AnnouncementType, type Day } from "@/lib/paper";
import { comparePaperIds } from "@/lib/paper-id";
import {
  chooseEntries,
  countFacets,
  type EditionFilter,
  type Entry,
  type Facets,
} from "@/lib/read/edition-facets";
import { cutPage, type Page } from "@/lib/read/page";
import { type PaperCard, readCards } from "@/lib/read/paper-card";
import { remember } from "@/lib/read/remembered";
import { selectRows } from "@/lib/read/rows";

/** Which part of which edition. `day` null asks for the sample edition. */
export type EditionQuery = EditionFilter & {
  day: Day | null;
  /** The cursor of an earlier answer, or null for the beginning. */
  after: string | null;
  limit: number;
};

/** One page of an edition, and what surrounds it. */
export type Edition = {
  day: Day | null;
  page: Page<PaperCard>;
  /** Papers before this page, under the filter. */
  offset: number;
  /** Papers under the filter. */
  matching: number;
  /** Papers of the day, whatever the filter. */
  total: number;
  /** How many of them have a day that is only estimated. */
  estimated: number;
  facets: Facets;
};

/**
 * An edition in the order it is printed: new submissions, cross-lists, replacements, each by
 * identifier. A paper that several categories listed appears once, in the strongest of its types; what
 * arXiv announced counts before what is only estimated of other categories.
 */
export async function listEdition({
  day,
  after,
  limit,
  ...filter
}: EditionQuery): Promise<Edition> {
  const compare = day === null ? compareSample : compareKeys;
  const entries = day === null ? await readSampleEntries() : await readEntries(day);
  const chosen = chooseEntries(entries, filter);
  const offset = after === null ? 0 : countUpTo(chosen, after, compare);
  const stretch = cutPage(chosen.slice(offset, offset + limit + 1), { limit, cursorOf });
  return {
    day,
    page: {
      items: await readCards(stretch.items.map((entry) => toListing(entry, day))),
      next: stretch.next,
    },
    offset,
    matching: chosen.length,
    total: entries.length,
    estimated: entries.filter(({ isEstimated }) => isEstimated).length,
    facets: countFacets(entries, filter),
  };
}

/** Whether a text is a cursor of an edition. */
export function isEditionCursor(text: string): boolean {
  return CURSOR.test(text);
}

const CURSOR = /^(new|cross|replace|replace-cross):[a-z0-9./-]{4,40}$/;

/**
 * Everything else is decided in memory: the entries of one day are some hundreds of short rows, which
 * serve every page and every filter of the edition.
 */
const readEntries = remember(selectEntries, (day: Day) => day);

async function selectEntries(day: Day): Promise<readonly Entry[]> {
  const rows = await selectRows<EntryRow>(
    `SELECT listed.id, listed.type, listed."isEstimated", ${LISTS}
       FROM (SELECT paper_id AS id, bool_and(is_estimated) AS "isEstimated",
                    coalesce(min(type) FILTER (WHERE NOT is_estimated), min(type)) AS type
               FROM announcement WHERE day = $1 GROUP BY paper_id) listed
       JOIN paper p ON p.id = listed.id`,
    [day],
  );
  return inPrintOrder(rows, compareKeys);
}

async function readSampleEntries(): Promise<Entry[]> {
  const rows = await selectRows<EntryRow>(
    `SELECT p.id, 'new' AS type, false AS "isEstimated", ${LISTS}
       FROM paper p WHERE p.source = 'sample'`,
  );
  return inPrintOrder(rows, compareSample);
}

/** Lists joined by spaces: splitting hundreds of them is much quicker than parsing arrays. */
type EntryRow = Omit<Entry, "categories" | "topics"> & { categories: string; topics: string };

const LISTS = `
  array_to_string(p.categories, ' ') AS categories,
  coalesce((SELECT string_agg(t.slug, ' ') FROM paper_topic t WHERE t.paper_id = p.id), '') AS topics`;

/** Sorted here and not by the database, whose collation may not agree with a cursor's comparison. */
function inPrintOrder(rows: EntryRow[], compare: Order): Entry[] {
  const entries = rows.map((row) => ({
    ...row,
    categories: splitList(row.categories),
    topics: splitList(row.topics),
  }));
  return entries.sort(compare);
}

function splitList(text: string): string[] {
  return text === "" ? [] : text.split(" ");
}

type Key = { type: AnnouncementType; id: string };
type Order = (a: Key, b: Key) => number;

/** The sample has no day: the newest identifiers first, and last what has none of arXiv's. */
function compareSample(a: Key, b: Key): number {
  return comparePaperIds(b.id, a.id);
}

function compareKeys(a: Key, b: Key): number {
  if (a.type !== b.type) return rankOf(a.type) - rankOf(b.type);
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function rankOf(type: AnnouncementType): number {
  return ANNOUNCEMENT_TYPES.indexOf(type);
}

function cursorOf({ type, id }: Key): string {
  return `${type}:${id}`;
}

/** How many entries stand at or before a cursor, whose own paper may be gone. */
function countUpTo(entries: readonly Entry[], cursor: string, compare: Order): number {
  const [type = "", id = ""] = cursor.split(":", 2);
  const known = ANNOUNCEMENT_TYPES.find((each) => each === type);
  if (!known) return 0;
  const first = entries.findIndex((entry) => compare(entry, { type: known, id }) > 0);
  return first === -1 ? entries.length : first;
}

function toListing({ id, type, isEstimated }: Entry, day: Day | null) {
  return { id, day, type: day === null ? null : type, isEstimated };
}
