import { describeDay, easternDay, midnightEastern } from "@/lib/calendar";
import { harvestRetryWait } from "@/lib/harvest-retry";
import type { FeedState } from "@/lib/store/feed-state";
import type { RecentRuns } from "@/lib/store/harvest-runs";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** arXiv rebuilds its feeds at midnight Eastern; seconds after it they may still be yesterday's. */
const AFTER_MIDNIGHT = 5 * MINUTE;
/** How long to leave a feed alone that has nothing for today yet. */
const LOOK_AGAIN = { early: 30 * MINUTE, later: HOUR, quietDay: 6 * HOUR };
/** Until when after midnight a missing batch counts as early. */
const EARLY = 4 * HOUR;
/** How far the database's clock may be ahead of this machine's. */
const CLOCK_SLACK = HOUR;

export type ScheduleInput = {
  now: Date;
  categories: readonly string[];
  feeds: ReadonlyMap<string, FeedState>;
  recent: RecentRuns;
};

/**
 * When the next harvest is due; not after `now` means now. arXiv's calendar only says how often to
 * look on a day without announcements, never that looking is needless.
 */
export function nextHarvestAt({ now, categories, feeds, recent }: ScheduleInput): Date {
  if (recent.isCutShort) return now;
  const { failures, lastFinishedAt } = recent;
  // Something of the last run is still to be had: a category that failed, records to complete.
  if (failures > 0 && lastFinishedAt) {
    return new Date(trusted(lastFinishedAt, now) + harvestRetryWait(failures));
  }
  const due = categories.map((category) => nextLookAt(feeds.get(category), now));
  return new Date(Math.min(...due));
}

function nextLookAt(feed: FeedState | undefined, now: Date): number {
  if (!feed?.askedAt) return now.getTime();
  const today = easternDay(now);
  const opens = midnightEastern(today).getTime() + AFTER_MIDNIGHT;
  const asked = trusted(feed.askedAt, now);
  if (feed.day === today && feed.entries > 0) return nextMidnight(now);
  if (asked < opens) return opens;
  if (describeDay(today) !== "announcement") return asked + LOOK_AGAIN.quietDay;
  return asked + (asked < opens + EARLY ? LOOK_AGAIN.early : LOOK_AGAIN.later);
}

/** In milliseconds; 0 for a time that a wrong clock wrote, which must not put anything off. */
function trusted(instant: Date, now: Date): number {
  return instant.getTime() > now.getTime() + CLOCK_SLACK ? 0 : instant.getTime();
}

/** Five past the next midnight Eastern; days are 23 to 25 hours long. */
function nextMidnight(now: Date): number {
  const soon = new Date(now.getTime() + 20 * HOUR);
  const day = easternDay(soon) === easternDay(now) ? new Date(now.getTime() + 26 * HOUR) : soon;
  return midnightEastern(easternDay(day)).getTime() + AFTER_MIDNIGHT;
}
