import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeDay, easternDay, listingDayAt } from "@/lib/calendar";
import { nextHarvestAt, type ScheduleInput } from "@/lib/jobs/schedule";
import { addDays, type Day } from "@/lib/paper";
import type { FeedState } from "@/lib/store/feed-state";
import { easternInstant } from "@/tests/arxiv/eastern";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const GOOD = { failures: 0, lastFinishedAt: null, isCutShort: false };

function feedOf(said: Partial<FeedState>): FeedState {
  const nothing = { etag: null, lastModified: null, failures: 0, message: null };
  return { category: "cs.LG", askedAt: null, day: null, entries: 0, ...nothing, ...said };
}

/** With a listing that has just been read, so that the feed decides until the next one turns. */
function next(
  now: Date,
  feed: Partial<FeedState> | null,
  recent: ScheduleInput["recent"] = GOOD,
  others: Partial<Pick<ScheduleInput, "listings" | "lists">> = {},
) {
  const feeds = new Map(feed ? [["cs.LG", feedOf(feed)]] : []);
  const listings = new Map([["cs.LG", { askedAt: now, isWhole: true }]]);
  return nextHarvestAt({
    now,
    categories: ["cs.LG"],
    feeds,
    recent,
    listings,
    lists: [],
    ...others,
  });
}

const at = (day: Day, hour: number, minutes = 0) =>
  new Date(easternInstant(day, hour).getTime() + minutes * MINUTE);

describe("the next harvest is due", () => {
  test("now, where nothing was ever asked or a category has been added", () => {
    const now = at("2026-09-24", 12);
    expect(next(now, null)).toEqual(now);
    const read = feedOf({ askedAt: now, day: "2026-09-24", entries: 9 });
    const feeds = new Map([["cs.LG", read]]);
    const listings = new Map([["cs.LG", { askedAt: now, isWhole: true }]]);
    const input = { now, feeds, listings, lists: [], recent: GOOD };
    const due = nextHarvestAt({ ...input, categories: ["cs.LG", "cs.CL"] });
    expect(due.getTime()).toBeLessThanOrEqual(now.getTime());
  });

  test("now, where the last run was cut short, whatever the feeds say", () => {
    const now = at("2026-09-24", 12);
    const read = { askedAt: now, day: "2026-09-24", entries: 9 } as const;
    expect(next(now, read, { ...GOOD, isCutShort: true })).toEqual(now);
  });

  test.each([
    ["an ordinary day", "2026-09-23", "2026-09-24"],
    ["the day before a weekend", "2026-09-25", "2026-09-26"],
    ["the day before clocks go forward", "2026-03-07", "2026-03-08"],
    ["the day of 23 hours", "2026-03-08", "2026-03-09"],
    ["the day of 25 hours", "2026-11-01", "2026-11-02"],
  ] as const)(
    "five past the next midnight Eastern, where the day's feed is read: %s",
    (_name, day, following) => {
      for (const hour of [20, 21, 23]) {
        const now = at(day, hour, 30);
        expect(next(now, { askedAt: now, day, entries: 9 })).toEqual(at(following, 0, 5));
      }
    },
  );

  test("five past midnight, where the feed was last asked on the day before", () => {
    const asked = at("2026-09-23", 23);
    const opens = at("2026-09-24", 0, 5);
    expect(next(at("2026-09-24", 0, 1), { askedAt: asked, day: "2026-09-23", entries: 9 })).toEqual(
      opens,
    );
    expect(next(at("2026-09-24", 7), { askedAt: asked, day: "2026-09-23", entries: 9 })).toEqual(
      opens,
    );
  });

  test.each([
    ["half an hour later in the first hours", "2026-09-24", 1, 0.5],
    ["an hour later after that", "2026-09-24", 9, 1],
    ["six hours later on a Saturday", "2026-09-26", 9, 6],
    ["six hours later on a deferred day", "2026-11-27", 9, 6],
  ] as const)("%s, where the feed is empty or of an earlier day", (_name, day, hour, hours) => {
    const asked = at(day, hour);
    const due = new Date(asked.getTime() + hours * HOUR);
    const now = new Date(asked.getTime() + MINUTE);
    expect(next(now, { askedAt: asked, day, entries: 0 })).toEqual(due);
    expect(next(now, { askedAt: asked, day: addDays(day, -1), entries: 9 })).toEqual(due);
    expect(next(now, { askedAt: asked, day: null, entries: 0 })).toEqual(due);
  });

  test("five past eight in the evening, when the listing turns, and again until it has", () => {
    const feed = { askedAt: at("2026-09-24", 1), day: "2026-09-24", entries: 9 } as const;
    const noon = at("2026-09-24", 12);
    expect(next(noon, feed)).toEqual(at("2026-09-24", 20, 5));
    const now = at("2026-09-24", 20, 30);
    const none = new Map();
    expect(next(now, feed, GOOD, { listings: none })).toEqual(at("2026-09-24", 20, 5));
    const unturned = new Map([["cs.LG", { askedAt: now, isWhole: false }]]);
    expect(next(now, feed, GOOD, { listings: unturned })).toEqual(at("2026-09-24", 21));
  });

  test("twenty-five to eleven, when the records are renewed, and again until they are", () => {
    const feed = { askedAt: at("2026-09-24", 1), day: "2026-09-24", entries: 9 } as const;
    const now = at("2026-09-24", 21);
    const read = { finishedAt: at("2026-09-23", 23), newest: "2026-09-24" } as const;
    expect(next(now, feed, GOOD, { lists: [read] })).toEqual(at("2026-09-24", 22, 35));
    const early = { finishedAt: at("2026-09-24", 22, 40), newest: "2026-09-24" } as const;
    const after = at("2026-09-24", 22, 50);
    expect(next(after, feed, GOOD, { lists: [early] })).toEqual(at("2026-09-24", 23, 10));
    const renewed = { ...early, newest: "2026-09-25" } as const;
    expect(next(after, feed, GOOD, { lists: [renewed] })).toEqual(at("2026-09-25", 0, 5));
  });

  test("later and later while runs are incomplete, up to two hours", () => {
    const now = at("2026-09-24", 9);
    const read = { askedAt: now, day: "2026-09-24", entries: 9 } as const;
    const waits = [1, 2, 3, 4, 5, 6, 20].map((failures) => {
      const due = next(now, read, { failures, lastFinishedAt: now, isCutShort: false });
      return (due.getTime() - now.getTime()) / MINUTE;
    });
    expect(waits).toEqual([5, 10, 20, 40, 80, 120, 120]);
  });

  test("at once, where a wrong clock wrote that the last look was next year", () => {
    const now = at("2026-09-24", 9);
    const ahead = at("2027-09-24", 9);
    const stale = { askedAt: ahead, day: "2026-09-23", entries: 9 } as const;
    expect(next(now, stale).getTime()).toBeLessThanOrEqual(now.getTime());
    const recent = { failures: 1, lastFinishedAt: ahead, isCutShort: false };
    expect(next(now, stale, recent).getTime()).toBeLessThanOrEqual(now.getTime());
  });
});

test("whatever was asked and answered, the wait is at least five minutes and at most a day", () => {
  const from = Date.parse("2026-01-01T00:00:00Z");
  const instant = fc
    .integer({ min: 0, max: 365 * 24 * 60 })
    .map((m) => new Date(from + m * MINUTE));
  const facts = fc.record({
    ago: fc.integer({ min: 0, max: 48 * 60 }),
    lag: fc.integer({ min: 0, max: 3 }),
    entries: fc.integer({ min: 0, max: 3 }),
    failures: fc.integer({ min: 0, max: 9 }),
  });
  fc.assert(
    fc.property(instant, facts, (now, { ago, lag, entries, failures }) => {
      const askedAt = new Date(now.getTime() - ago * MINUTE);
      const day = addDays(easternDay(askedAt), -lag);
      const recent = { failures, lastFinishedAt: askedAt, isCutShort: false };
      const due = next(now, { askedAt, day, entries }, recent);
      // From the last look: never sooner than five minutes, unless a midnight lies between.
      // Nor one at which the listing turns.
      const midnight = at(easternDay(now), 0, 5);
      const turns = at(easternDay(now), 20, 5);
      const isTurning = askedAt < turns && due.getTime() === turns.getTime();
      const isFree = failures === 0 && (askedAt < midnight || isTurning);
      const soonest = isFree ? 0 : 5 * MINUTE;
      expect(due.getTime()).toBeGreaterThanOrEqual(askedAt.getTime() + soonest);
      expect(due.getTime()).toBeLessThanOrEqual(now.getTime() + 25 * HOUR + 5 * MINUTE);
    }),
    { numRuns: 500 },
  );
});

describe("over a fortnight of minutes, arXiv is asked", () => {
  /** Looks per day, where `answer` says what a feed shows at an instant. */
  function simulate(
    start: Day,
    days: number,
    answer: (now: Date) => Partial<FeedState> | "failure",
  ) {
    const looks = new Map<Day, number>();
    let feed = null as Partial<FeedState> | null;
    let recent: ScheduleInput["recent"] = GOOD;
    const read = new Map<Day, { askedAt: Date; isWhole: boolean }>();
    const end = easternInstant(addDays(start, days), 0).getTime();
    for (let time = easternInstant(start, 0).getTime(); time < end; time += MINUTE) {
      const now = new Date(time);
      const listingDay = listingDayAt(now);
      const look = read.get(listingDay);
      const listings = new Map(look ? [["cs.LG", look]] : []);
      if (next(now, feed, recent, { listings }) > now) continue;
      looks.set(easternDay(now), (looks.get(easternDay(now)) ?? 0) + 1);
      const told = answer(now);
      const failures = told === "failure" ? recent.failures + 1 : 0;
      recent = { failures, lastFinishedAt: now, isCutShort: false };
      feed = { ...feed, ...(told === "failure" ? {} : told), askedAt: now };
      const isWhole = told !== "failure" && describeDay(listingDay) === "announcement";
      read.set(listingDay, { askedAt: now, isWhole });
    }
    return Array.from({ length: days }, (_, index) => looks.get(addDays(start, index)) ?? 0);
  }

  const onTime = (now: Date) => {
    const day = easternDay(now);
    return { day, entries: describeDay(day) === "announcement" ? 100 : 0 };
  };

  test.each(["2026-03-02", "2026-09-14", "2026-10-26", "2026-11-16"] as const)(
    "up to three times a working day and six times on others, where all is well (from %s)",
    (start) => {
      const looks = simulate(start, 14, onTime);
      const isWorking = looks.map(
        (_, index) => describeDay(addDays(start, index)) === "announcement",
      );
      expect(looks.filter((_, index) => isWorking[index]).every((count) => count <= 3)).toBe(true);
      expect(looks.every((count) => count >= 1 && count <= 6)).toBe(true);
    },
  );

  test("until the day's batch comes, and no more after it", () => {
    const late = (now: Date) =>
      now < at(easternDay(now), 6)
        ? { day: addDays(easternDay(now), -1), entries: 9 }
        : onTime(now);
    const looks = simulate("2026-09-14", 5, late);
    expect(Math.max(...looks)).toBeLessThanOrEqual(14);
    expect(Math.min(...looks)).toBeGreaterThan(6);
  });

  test("at most thirty times a day, where arXiv shows nothing or does not answer", () => {
    expect(
      Math.max(...simulate("2026-09-14", 14, () => ({ day: null, entries: 0 }))),
    ).toBeLessThanOrEqual(30);
    expect(Math.max(...simulate("2026-09-14", 14, () => "failure"))).toBeLessThanOrEqual(20);
  });
});
