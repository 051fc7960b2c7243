import type pg from "pg";
import { type Listing, readListing } from "@/lib/arxiv/listing";
import { listingDayAt, listingInstant } from "@/lib/calendar";
import { AppError } from "@/lib/errors";
import type { Answer } from "@/lib/ledger";
import type { Day } from "@/lib/paper";
import type { ArxivAccess } from "@/lib/pipeline/arxiv-access";
import { forbidsAsking } from "@/lib/pipeline/harvest-feeds";
import { addStored, type HarvestReport, type ListingReport } from "@/lib/pipeline/harvest-report";
import { storeBatch } from "@/lib/pipeline/store-batch";
import { judgeTraffic } from "@/lib/pipeline/traffic";
import { hasListing, recordAnswers, recordRepair } from "@/lib/store/ledger";
import { listAnnounced, retractUnlisted } from "@/lib/store/listings";

/** Failures in a row that say that the pages' machine is away, not one page. */
const AWAY_AFTER = 2;
const EMPTY = "the page has no entries";

export type ListingsAsked = { categories: readonly string[]; now: Date };

/**
 * Reads the page of new listings of each category: the only source that states the day and how much
 * there is. What is stored of the day is made to agree with it: what a feed left out is added, what
 * a stale feed brought is taken back. A page that was read since it last turned is not asked again.
 * @throws AppError where arXiv forbids asking on.
 */
export async function harvestListings(
  pool: pg.Pool,
  access: ArxivAccess,
  { categories, now }: ListingsAsked,
  report: HarvestReport,
  onListing: (listing: ListingReport) => void,
): Promise<void> {
  let failuresInARow = 0;
  for (const category of categories) {
    if (await hasListing(pool, { category, day: listingDayAt(now) })) continue;
    try {
      const listing = await readListing(category, access);
      push(await storeListing(pool, { category, listing, now }, report));
      failuresInARow = 0;
    } catch (error) {
      access.signal?.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      const { message } = error;
      await recordAnswers(pool, [
        {
          ...answerOf({ category, day: listingDayAt(now), now }),
          outcome: "failed",
          said: message,
        },
      ]);
      push({ category, day: null, expected: null, repaired: 0, message });
      if (forbidsAsking(error)) throw error;
      if (error.code === "arxiv_unavailable" && ++failuresInARow === AWAY_AFTER) break;
    }
  }

  function push(listing: ListingReport): void {
    report.listings.push(listing);
    report.repaired += listing.repaired;
    onListing(listing);
  }
}

type Read = { category: string; listing: Listing; now: Date };

async function storeListing(
  pool: pg.Pool,
  { category, listing, now }: Read,
  report: HarvestReport,
): Promise<ListingReport> {
  const { day, announcements, papers } = listing;
  const before = await listAnnounced(pool, { category, day });
  const { refused, ...stored } = await storeBatch(pool, { papers, announcements });
  addStored(report, stored);
  const unread = [...listing.skipped, ...refused];
  report.skipped.push(...unread);
  const { new: fresh, cross, replace } = listing.expected;
  const expected = fresh + cross + replace;
  const isWhole = unread.length === 0;
  if (expected === 0) return storeEmptyListing(pool, { category, day, now });
  // What a feed said besides is another day's, or an update that arXiv leaves out of its listings.
  const listed = announcements.map(({ paperId }) => paperId);
  const removed = isWhole ? await retractUnlisted(pool, { category, day, listed }) : 0;
  const known = new Set(before.map(({ paperId }) => paperId));
  const missing = announcements.filter(({ paperId }) => !known.has(paperId)).length;
  const repaired = known.size > 0 ? missing + removed : 0;
  if (repaired > 0) await recordRepair(pool, { category, day, count: repaired, now });
  await recordAnswers(pool, describe({ category, day, now, expected, isWhole }));
  const message = isWhole
    ? null
    : `${unread.length} of ${expected} entries of the listing are unreadable`;
  return { category, day, expected, repaired, message };
}

/**
 * A page that names its day and has no entries. That may be so in a category that has few; in a busy
 * one, or against a feed that has some, it is one of arXiv's empty answers and settles nothing.
 */
async function storeEmptyListing(
  pool: pg.Pool,
  { category, day, now }: { category: string; day: Day; now: Date },
): Promise<ListingReport> {
  const known = await listAnnounced(pool, { category, day });
  const isSettled = await hasListing(pool, { category, day });
  const isBelieved =
    known.length === 0 && (await judgeTraffic(pool, { categories: [category], day })) === "little";
  const told = describe({ category, day, now, expected: 0, isWhole: true });
  await recordAnswers(
    pool,
    told.flatMap((answer): Answer[] => {
      if (answer.outcome !== "whole" || isBelieved) return [answer];
      // What an earlier page said of the day stands.
      return isSettled ? [] : [{ ...answer, outcome: "empty", expected: null, said: EMPTY }];
    }),
  );
  const message = isBelieved || isSettled ? null : EMPTY;
  return { category, day, expected: isBelieved ? 0 : null, repaired: 0, message };
}

type Told = { category: string; day: Day; now: Date; expected: number; isWhole: boolean };

/** What the page said of its day; and where that is an earlier one, of the day that was due. */
function describe({ category, day, now, expected, isWhole }: Told): Answer[] {
  const told: Answer = {
    ...answerOf({ category, day, now }),
    outcome: isWhole ? "whole" : "partial",
    expected,
    said: `${expected} announcements`,
  };
  const due = listingDayAt(now);
  if (day >= due || now < listingInstant(due)) return [told];
  const said = `the page still shows ${day}`;
  return [told, { ...answerOf({ category, day: due, now }), outcome: "earlier", said }];
}

function answerOf({ category, day, now }: { category: string; day: Day; now: Date }) {
  return { category, day, source: "listing", askedAt: now, expected: null } as const;
}
