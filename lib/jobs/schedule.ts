import {
  describeDay,
  easternDay,
  listingDayAt,
  listingInstant,
  midnightEastern,
} from "@/lib/calendar";
import { harvestRetryWait } from "@/lib/harvest-retry";
import { recordsInstant } from "@/lib/oai-schedule";
import { addDays, type Day } from "@/lib/paper";
import type { FeedState } from "@/lib/store/feed-state";
import type { RecentRuns } from "@/lib/store/harvest-runs";
import type { ListingLook } from "@/lib/store/ledger";
import type { OaiList } from "@/lib/store/oai-lists";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** arXiv rebuilds its pages on the hour; seconds after it they may still be yesterday's. */
const SLACK = 5 * MINUTE;
/** How long to leave a source alone that has nothing for the day yet. */
const LOOK_AGAIN = { early: 30 * MINUTE, later: HOUR, quietDay: 6 * HOUR };
/** For how long a missing batch counts as early. */
const EARLY = 4 * HOUR;
/** A page that has just turned was never looked at; it is due a little after that, not at once. */
const NEVER = new Date(0);
/** How far the database's clock may be ahead of this machine's. */
const CLOCK_SLACK = HOUR;

export type ScheduleInput = {
  now: Date;
  categories: readonly string[];
  feeds: ReadonlyMap<string, FeedState>;
  /** When the page of the present listing day was looked at, by category. */
  listings: ReadonlyMap<string, ListingLook>;
  /** The lists of the followed archives that have been begun. */
  lists: readonly Pick<OaiList, "finishedAt" | "newest">[];
  recent: RecentRuns;
};

/**
 * When the next harvest is due; not after `now` means now. Each source is looked at when it should
 * have turned its page (the listings at 20:00 Eastern, the records at 22:30, the feeds at midnight),
 * and again and again until it has. arXiv's calendar only says how often to look on a day without
 * announcements, never that looking is needless.
 */
export function nextHarvestAt(input: ScheduleInput): Date {
  const { now, categories, feeds, listings, lists, recent } = input;
  if (recent.isCutShort) return now;
  const { failures, lastFinishedAt } = recent;
  // Something of the last run is still to be had: a category that failed, records to complete.
  if (failures > 0 && lastFinishedAt) {
    return new Date(trusted(lastFinishedAt, now) + harvestRetryWait(failures));
  }
  const looks = [
    ...categories.map((category) => lookOfFeed(feeds.get(category), now)),
    ...categories.map((category) => lookOfListing(listings.get(category), now)),
    ...lists.map((list) => lookOfRecords(list, now)),
  ];
  return new Date(Math.min(...looks.map((look) => nextLookAt(look, now))));
}

/** When a source was looked at, and what there is to see at it. */
type Look = {
  askedAt: Date | null;
  hasTurned: boolean;
  /** When it should have turned its page, and when it does so next. */
  turnedAt: Date;
  turnsAt: Date;
  isQuiet: boolean;
};

function lookOfFeed(feed: FeedState | undefined, now: Date): Look {
  const day = easternDay(now);
  return {
    askedAt: feed?.askedAt ?? null,
    hasTurned: feed?.day === day && feed.entries > 0,
    turnedAt: midnightEastern(day),
    turnsAt: midnightEastern(addDays(day, 1)),
    isQuiet: isQuiet(day),
  };
}

function lookOfListing(look: ListingLook | undefined, now: Date): Look {
  const day = listingDayAt(now);
  return {
    askedAt: look?.askedAt ?? NEVER,
    hasTurned: look?.isWhole ?? false,
    turnedAt: listingInstant(day),
    turnsAt: listingInstant(addDays(day, 1)),
    isQuiet: isQuiet(day),
  };
}

function lookOfRecords(list: Pick<OaiList, "finishedAt" | "newest">, now: Date): Look {
  const turned = recordsInstant(now);
  return {
    askedAt: list.finishedAt,
    // On a quiet day one look is enough: the day after brings what this one may have had.
    hasTurned: isQuiet(turned.day) || (list.newest ?? "") >= turned.day,
    turnedAt: turned.at,
    turnsAt: turned.nextAt,
    isQuiet: isQuiet(turned.day),
  };
}

function isQuiet(day: Day): boolean {
  return describeDay(day) !== "announcement";
}

function nextLookAt(look: Look, now: Date): number {
  if (!look.askedAt) return now.getTime();
  const opens = look.turnedAt.getTime() + SLACK;
  const asked = trusted(look.askedAt, now);
  if (asked < opens) return opens;
  if (look.hasTurned) return look.turnsAt.getTime() + SLACK;
  if (look.isQuiet) return asked + LOOK_AGAIN.quietDay;
  return asked + (asked < opens + EARLY ? LOOK_AGAIN.early : LOOK_AGAIN.later);
}

/** In milliseconds; 0 for a time that a wrong clock wrote, which must not put anything off. */
function trusted(instant: Date, now: Date): number {
  return instant.getTime() > now.getTime() + CLOCK_SLACK ? 0 : instant.getTime();
}
