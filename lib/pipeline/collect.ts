import type pg from "pg";
import {
  announcementDays,
  describeDay,
  easternDay,
  listingDayAt,
  midnightEastern,
} from "@/lib/calendar";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { isOaiListDue } from "@/lib/oai-schedule";
import { addDays, type Day } from "@/lib/paper";
import { type ArxivAccess, openArxiv } from "@/lib/pipeline/arxiv-access";
import { completePapers } from "@/lib/pipeline/complete-papers";
import { fillDays } from "@/lib/pipeline/fill-days";
import { forbidsAsking, harvestFeeds } from "@/lib/pipeline/harvest-feeds";
import { harvestListings } from "@/lib/pipeline/harvest-listings";
import { harvestOaiList, hasCategories, listOaiSets } from "@/lib/pipeline/harvest-oai";
import type { FeedReport, HarvestReport, ListingReport } from "@/lib/pipeline/harvest-report";
import { findFirstJudged } from "@/lib/pipeline/keep-ledger";
import { DAYS_KEPT_FULL, listMissingDays } from "@/lib/pipeline/missing-days";
import { retractStaleFeeds, STALE } from "@/lib/pipeline/stale-feeds";
import { tagPapers } from "@/lib/pipeline/tag";
import { readTold } from "@/lib/pipeline/told-days";
import { listDailyLists, type OaiList } from "@/lib/store/oai-lists";

/** arXiv's feeds have never been silent for longer. */
const LONGEST_SILENCE_DAYS = 14;

export type CollectOptions = {
  settings: Env;
  now: Date;
  signal?: AbortSignal | undefined;
  /** One day to ask the query API for, besides. */
  day?: Day | undefined;
  onRequest?: ((line: string) => void) | undefined;
};

type Say = (line: string) => void;

/**
 * Asks arXiv's sources in turn and stores what they say at once: the listings, which know the day
 * and the count; the feeds; the lists of records, which know everything else; the query API for
 * what is still missing. What could not be had is in the report.
 * @returns the present instant at arXiv, which is another one at a mirror that stands at another day.
 * @throws AppError where arXiv as a whole cannot be asked; the reason of `signal` when it aborts.
 */
export async function collect(
  pool: pg.Pool,
  options: CollectOptions,
  report: HarvestReport,
  say: Say,
): Promise<Date> {
  const { settings, signal, onRequest } = options;
  const categories = settings.CATEGORIES;
  const access = openArxiv(pool, settings, { signal, onRequest });

  say(`harvesting ${categories.join(", ")} from arXiv`);
  await harvestListings(pool, access, { categories, now: options.now }, report, (listing) => {
    const { category, day, expected, repaired, message } = listing;
    const repairs = repaired > 0 ? `; ${repaired} put right` : "";
    const text = day ? `${expected} announced on ${day}${repairs}` : "no listing";
    say(`${category}: ${text}${message ? `; ${message}` : ""}`);
  });
  const now = instantAtArxiv(report.listings, options.now);
  await harvestFeeds(pool, access, { categories, now }, report, (feed) => {
    const { category, day, counts, message } = feed;
    const parts = Object.entries(counts).map(([type, count]) => `${count} ${type}`);
    const note = message ? `; ${message}` : "";
    say(`${category}: ${parts.join(", ") || "no entries"}, ${day ?? "no day"}${note}`);
  });
  await tagPapers(pool, { signal });
  const today = dayAtArxiv(report.feeds, easternDay(now));
  report.problems.push(...listLateFeeds(report.feeds, today));

  const sets = listOaiSets(categories);
  const isFirst = (await listDailyLists(pool, sets)).every(({ coversFrom }) => !coversFrom);
  // A newcomer has the latest days to read at once; later the records have told of them already.
  const away = isFirst
    ? await fillMissing(pool, access, options, { today, lists: [] }, report, say).then(
        () => null,
        keepUnavailable,
      )
    : null;
  await harvestRecords(pool, access, { sets, categories, now, today }, report, say);
  if (away) throw away;
  if (!isFirst || options.day) {
    const lists = await listDailyLists(pool, sets);
    await fillMissing(pool, access, options, { today, lists }, report, say);
  }
  await completePapers(pool, access, report, (done, total) => {
    say(`completed the records of ${done} of ${total} papers`);
  });
  await retractStaleFeeds(pool, { categories, now }, report);
  return now;
}

/** Now; but noon of the day that the listings stand at, where that is long past. */
function instantAtArxiv(listings: readonly ListingReport[], now: Date): Date {
  const here = listingDayAt(now);
  const day = dayAtArxiv(listings, here);
  return day < here ? new Date(midnightEastern(day).getTime() + 12 * 3_600_000) : now;
}

/** The day at arXiv. Reports far from the day here are those of a mirror standing at another. */
function dayAtArxiv(reports: readonly { day: Day | null }[], here: Day): Day {
  const told = reports.flatMap(({ day }) => day ?? []).sort();
  const latest = told.at(-1) ?? here;
  return latest > here || latest < addDays(here, -LONGEST_SILENCE_DAYS) ? latest : here;
}

/** A query API that does not answer keeps nobody from reading the records. */
function keepUnavailable(error: unknown): AppError {
  if (error instanceof AppError && error.code === "arxiv_unavailable") return error;
  throw error;
}

type RecordsWanted = { sets: string[]; categories: readonly string[]; now: Date; today: Day };

/** The lists of records of the followed archives, where there may be news in them. */
async function harvestRecords(
  pool: pg.Pool,
  access: ArxivAccess,
  { sets, categories, now, today }: RecordsWanted,
  report: HarvestReport,
  say: Say,
): Promise<void> {
  const from = announcementDays({ until: today, count: DAYS_KEPT_FULL + 1 }).at(-1) ?? today;
  const known = new Map((await listDailyLists(pool, sets)).map((list) => [list.set, list]));
  // An old paper may have changed today, and its day may have been told of long ago.
  const judged = await findFirstJudged(pool, { categories, now });
  const covered = [...known.values()].flatMap(({ coversFrom }) => coversFrom ?? []);
  const [oldest] = [judged, ...covered].sort();
  const isTold = await readTold(pool, {
    ...{ categories, until: today },
    from: oldest && oldest < from ? oldest : from,
  });
  for (const set of sets) {
    const list = known.get(set);
    const isWhole = list !== undefined && hasCategories(list, categories);
    if (isWhole && !isOaiListDue(list, now)) continue;
    const [earliest = from] = [judged, from].sort();
    const first = (isWhole ? list.coversFrom : null) ?? earliest;
    const wanted = { categories, from: first, today, isTold, now };
    try {
      await harvestOaiList(pool, access, { set, kind: "daily" }, wanted, report, (progress) => {
        const of = progress.total ? ` of ${progress.total}` : "";
        say(`${set}: ${progress.records}${of} records, page ${progress.pages}`);
      });
    } catch (error) {
      access.signal?.throwIfAborted();
      if (!(error instanceof AppError) || forbidsAsking(error)) throw error;
      report.problems.push(`the records of ${set}: ${error.message}`);
      say(`the records of ${set}: ${error.message}`);
    }
  }
}

async function fillMissing(
  pool: pg.Pool,
  access: ArxivAccess,
  { settings, day }: CollectOptions,
  { today, lists }: { today: Day; lists: readonly OaiList[] },
  report: HarvestReport,
  say: Say,
): Promise<void> {
  const categories = settings.CATEGORIES;
  const days = day ? [day] : await listMissingDays(pool, { categories, today, report, lists });
  if (days.length > 0) say(`asking for the papers of ${days.map(String).join(", ")}`);
  await fillDays(pool, access, { days, today, categories }, report, (window) => {
    const { expected, stored, message } = window;
    const counts = `${stored} of ${expected} papers, days estimated by submission`;
    say(`${window.day}: ${message ?? counts}`);
  });
}

/** Feeds that have not changed since a day before: arXiv has not built them anew yet. */
function listLateFeeds(feeds: readonly FeedReport[], today: Day): string[] {
  if (describeDay(today) !== "announcement") return [];
  const late = feeds.filter(({ outcome, day }) => outcome === "unchanged" && day !== today);
  return late.map(({ category }) => `${category}: ${STALE}`);
}
