import type pg from "pg";
import { listRecords, type OaiAsk, type OaiRecords } from "@/lib/arxiv/oai";
import { AppError } from "@/lib/errors";
import { oaiSetOf } from "@/lib/oai-set";
import { type Announcement, addDays, type Day, type Paper } from "@/lib/paper";
import type { ArxivAccess } from "@/lib/pipeline/arxiv-access";
import { estimateAnnouncements } from "@/lib/pipeline/estimate";
import { addStored, type HarvestReport } from "@/lib/pipeline/harvest-report";
import { storeBatch } from "@/lib/pipeline/store-batch";
import {
  beginOaiList,
  findOaiList,
  finishOaiList,
  type OaiList,
  type OaiListKey,
  recordOaiPage,
  restartOaiList,
} from "@/lib/store/oai-lists";

/** What is wanted of a list of records. */
export type OaiWanted = {
  /** Papers in none of these are not kept. */
  categories: readonly string[];
  /** First day of a list that has never been read. */
  from: Day;
  /** Days of listings from here on are told by listings and feeds, not estimated. */
  today: Day;
  /** Whether a category's day is known from arXiv's own announcement. */
  isTold: (category: string, day: Day) => boolean;
  now: Date;
};

export type OaiProgress = {
  set: string;
  pages: number;
  records: number;
  total: number | null;
  reached: Day | null;
};

/** Times that a list is begun again because its token was refused, in one run. */
const RESTARTS = 3;

/** The OAI-PMH sets of the archives of these categories, each once. */
export function listOaiSets(categories: readonly string[]): string[] {
  return [...new Set(categories.flatMap((category) => oaiSetOf(category) ?? []))];
}

/**
 * Reads an archive's list of changed records to its end and stores them: versions, withdrawals and
 * every field as arXiv has them. It goes on at the page where an earlier run was stopped or killed;
 * a new list begins a day before the last complete one, since overlap is harmless and a gap is not.
 * @returns the day up to which all changes are stored now.
 * @throws AppError what `listRecords` throws; the pages before it stay stored.
 */
export async function harvestOaiList(
  pool: pg.Pool,
  access: ArxivAccess,
  key: OaiListKey,
  wanted: OaiWanted,
  report: HarvestReport,
  onProgress: (progress: OaiProgress) => void,
): Promise<Day> {
  let restarts = 0;
  for (;;) {
    try {
      const list = await openList(pool, key, wanted);
      return await readToEnd(pool, access, list, wanted, report, onProgress);
    } catch (error) {
      const isExpired = error instanceof AppError && error.code === "arxiv_token_expired";
      if (!isExpired || ++restarts > RESTARTS) throw error;
      await restartOaiList(pool, key);
    }
  }
}

/** Those of the categories that are in a set. */
export function listCategoriesOf(set: string, categories: readonly string[]): string[] {
  return categories.filter((category) => oaiSetOf(category) === set).sort();
}

/** Whether a list was read with all of the categories of its set in mind. */
export function hasCategories(list: OaiList, categories: readonly string[]): boolean {
  const known = new Set(list.categories);
  return listCategoriesOf(list.set, categories).every((category) => known.has(category));
}

/** The list under way, where it keeps the same categories; else a new one. */
async function openList(pool: pg.Pool, key: OaiListKey, wanted: OaiWanted): Promise<OaiList> {
  const known = await findOaiList(pool, key);
  const categories = listCategoriesOf(key.set, wanted.categories);
  if (known && !known.finishedAt && known.categories.join() === categories.join()) return known;
  const complete = known && hasCategories(known, categories) ? known.completeThrough : null;
  const fromDay = complete ? addDays(complete, -1) : wanted.from;
  await beginOaiList(pool, { ...key, fromDay, categories });
  const begun = await findOaiList(pool, key);
  if (!begun) throw new Error(`the list of ${key.set} has just been begun and is gone`);
  return begun;
}

/**
 * The next page; of a list whose token is no longer good, what has not been read of it: its pages
 * came in the order of their days up to the one reached.
 */
function nextAsk({ set, token, fromDay, reached }: OaiList): OaiAsk {
  if (token) return { token };
  const from = reached && reached > fromDay ? addDays(reached, -1) : fromDay;
  return { set, from: from > fromDay ? from : fromDay };
}

async function readToEnd(
  pool: pg.Pool,
  access: ArxivAccess,
  list: OaiList,
  wanted: OaiWanted,
  report: HarvestReport,
  onProgress: (progress: OaiProgress) => void,
): Promise<Day> {
  let { token, pages, records, total, reached, beganAt, newest } = list;
  let asked = listRecords(nextAsk(list), access);
  for (;;) {
    const page = await asked;
    beganAt ??= page.responseDate;
    if (page.kind === "none") {
      if (token) throw new AppError("arxiv_token_expired", `the list of ${list.set} broke off`);
      // arXiv gives this answer falsely at times, and for a day; it proves nothing of the days asked
      // for, which the next list begins with again.
      const finishedAt = wanted.now;
      const proven = list.completeThrough ?? list.fromDay;
      await finishOaiList(pool, list, { completeThrough: proven, finishedAt });
      return proven;
    }
    // The next page is on its way while this one is stored; it is not recorded before this one is.
    if (page.nextToken) asked = listRecords({ token: page.nextToken }, access);
    asked.catch(() => undefined); // awaited above, or given up with this page
    await storePage(pool, page, wanted, report);
    const latest =
      page.records
        .map(({ datestamp }) => datestamp)
        .sort()
        .at(-1) ?? null;
    reached = isInOrder(page, reached) ? (latest ?? reached) : null;
    newest = latest ?? newest;
    token = page.nextToken;
    pages += 1;
    const count = page.records.length + page.deleted.length + page.skipped.length;
    records += count;
    total = page.completeListSize ?? total;
    const read = { token, respondedAt: page.responseDate, records: count, total, reached, newest };
    await recordOaiPage(pool, list, read);
    onProgress({ set: list.set, pages, records, total, reached });
    if (!token) break;
  }
  // What changed while the list was read may be missing, and the day itself was not over.
  const completeThrough = addDays(beganAt.toISOString().slice(0, 10) as Day, -1);
  await finishOaiList(pool, list, { completeThrough, finishedAt: wanted.now });
  return completeThrough;
}

function isInOrder(page: OaiRecords, reached: Day | null): boolean {
  const days = page.records.map(({ datestamp }) => datestamp);
  return reached !== null && days.every((day, index) => day >= (days[index - 1] ?? reached));
}

async function storePage(
  pool: pg.Pool,
  page: OaiRecords,
  wanted: OaiWanted,
  report: HarvestReport,
): Promise<void> {
  const followed = new Set(wanted.categories);
  const papers = page.records
    .map(({ paper }) => paper)
    .filter(({ categories }) => categories.some((category) => followed.has(category)));
  const announcements = papers.flatMap((paper) => estimate(paper, followed, wanted));
  const { refused, ...stored } = await storeBatch(pool, { papers, announcements });
  addStored(report, stored);
  report.skipped.push(...page.skipped, ...refused);
}

/** Estimates only of days that nobody has told of, and never will any more. */
function estimate(
  paper: Paper,
  followed: ReadonlySet<string>,
  { from, today, isTold }: OaiWanted,
): Announcement[] {
  return estimateAnnouncements(paper, "oai").filter(
    ({ category, day }) =>
      followed.has(category) && day >= from && day < today && !isTold(category, day),
  );
}
