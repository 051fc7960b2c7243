import { describe, expect, test } from "vitest";
import { listingInstant, midnightEastern } from "@/lib/calendar";
import {
  type Answer,
  type AnswerOutcome,
  type HarvestSource,
  type Judgement,
  judgeDay,
} from "@/lib/ledger";
import { addDays, type Day } from "@/lib/paper";

/** A Tuesday in summer. */
const TUESDAY: Day = "2026-05-12";
const SATURDAY: Day = "2026-05-16";
/** Its batch waits for the next day's, by arXiv's calendar of 2026. */
const DEFERRED: Day = "2026-11-27";

const HOUR = 3_600_000;

function shift(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * HOUR);
}

/** Hours after the evening on which a day's listing appears. */
function hoursIn(day: Day, hours: number): Date {
  return shift(listingInstant(day), hours);
}

type Said = Partial<Answer> & { source: HarvestSource; outcome: AnswerOutcome };

function judge(
  day: Day,
  now: Date,
  said: readonly Said[],
  stored: { known?: number; estimated?: number } = {},
): Judgement {
  const answers = said.map((answer) => ({
    category: "cs.LG",
    day,
    askedAt: now,
    expected: null,
    said: "so it said",
    ...answer,
  }));
  return judgeDay({ day, answers, stored: { known: 0, estimated: 0, ...stored } }, now);
}

describe("a day that arXiv has told of", () => {
  const now = hoursIn(TUESDAY, 5);

  test("is complete when all of the listing is stored", () => {
    const said: Said[] = [{ source: "listing", outcome: "whole", expected: 7 }];
    expect(judge(TUESDAY, now, said, { known: 7 })).toEqual({
      state: "complete",
      expected: 7,
      expectedBy: "listing",
      stored: 7,
      reason: "all 7 of arXiv's listing",
    });
  });

  test("is short when fewer are stored, by whichever source told", () => {
    for (const source of ["listing", "rss"] as const) {
      const said: Said[] = [{ source, outcome: "whole", expected: 7 }];
      expect(judge(TUESDAY, now, said, { known: 5 })).toMatchObject({
        state: "short",
        expected: 7,
        expectedBy: source,
        stored: 5,
      });
    }
  });

  test("does not count estimated days as announced", () => {
    const said: Said[] = [{ source: "listing", outcome: "whole", expected: 7 }];
    expect(judge(TUESDAY, now, said, { known: 5, estimated: 2 })).toMatchObject({
      state: "short",
      stored: 5,
    });
  });

  test("is complete with more than the listing has, which leaves some updates out", () => {
    const said: Said[] = [{ source: "listing", outcome: "whole", expected: 7 }];
    expect(judge(TUESDAY, now, said, { known: 9 })).toMatchObject({ state: "complete", stored: 9 });
  });

  test("is complete without a paper where the listing has none", () => {
    const said: Said[] = [{ source: "listing", outcome: "whole", expected: 0 }];
    expect(judge(TUESDAY, now, said)).toMatchObject({ state: "complete", expected: 0 });
  });

  test("is measured by the listing, though only the feed could be read whole", () => {
    const said: Said[] = [
      { source: "rss", outcome: "whole", expected: 225 },
      { source: "listing", outcome: "partial", expected: 230 },
    ];
    expect(judge(TUESDAY, now, said, { known: 229 })).toMatchObject({
      state: "short",
      expected: 230,
      expectedBy: "listing",
    });
  });

  test("is complete when the feed brought what was unreadable in the listing", () => {
    const said: Said[] = [{ source: "listing", outcome: "partial", expected: 230 }];
    expect(judge(TUESDAY, now, said, { known: 230 }).state).toBe("complete");
    expect(judge(TUESDAY, now, said, { known: 231 }).state).toBe("short");
  });

  test("is short by nobody knows how many when the feed was cut off", () => {
    const said: Said[] = [{ source: "rss", outcome: "partial", expected: 2000 }];
    expect(judge(TUESDAY, now, said, { known: 2000 })).toMatchObject({
      state: "short",
      expected: 2000,
      stored: 2000,
    });
  });

  test("stays told of when another source fails, is stale or has not turned its page", () => {
    for (const outcome of ["failed", "stale", "earlier", "empty"] as const) {
      const said: Said[] = [
        { source: "listing", outcome },
        { source: "rss", outcome: "whole", expected: 7 },
      ];
      expect(judge(TUESDAY, now, said, { known: 7 })).toMatchObject({
        state: "complete",
        expectedBy: "rss",
      });
    }
  });

  test("is judged by what was found, on a weekend and on a holiday too", () => {
    for (const day of [SATURDAY, DEFERRED]) {
      const said: Said[] = [{ source: "listing", outcome: "whole", expected: 7 }];
      expect(judge(day, hoursIn(day, 5), said, { known: 7 }).state).toBe("complete");
      expect(judge(day, hoursIn(day, 5), said, { known: 6 }).state).toBe("short");
    }
  });

  test("is judged alike in whatever order the answers come", () => {
    const said: Said[] = [
      { source: "api", outcome: "whole", said: "a" },
      { source: "oai", outcome: "whole", said: "b" },
      { source: "rss", outcome: "stale", said: "c" },
      { source: "listing", outcome: "failed", said: "d" },
    ];
    const moments = [1, 9, 30].map((hours) => hoursIn(TUESDAY, hours));
    for (const moment of moments) {
      const verdicts = permute(said).map((order) => judge(TUESDAY, moment, order));
      expect(new Set(verdicts.map((verdict) => JSON.stringify(verdict))).size).toBe(1);
    }
  });
});

describe("a day that nobody has told of", () => {
  test("is waited for before its evening, and the evening named", () => {
    expect(judge(TUESDAY, hoursIn(TUESDAY, -1), [])).toEqual({
      state: "waiting",
      expected: null,
      expectedBy: null,
      stored: 0,
      reason: "announced at 20:00 Eastern on 2026-05-11",
    });
  });

  test("is waited for some hours, then late", () => {
    const said: Said[] = [{ source: "listing", outcome: "earlier" }];
    expect(judge(TUESDAY, hoursIn(TUESDAY, 0), said).state).toBe("waiting");
    expect(judge(TUESDAY, hoursIn(TUESDAY, 7.9), said).state).toBe("waiting");
    expect(judge(TUESDAY, hoursIn(TUESDAY, 8), said)).toMatchObject({
      state: "late",
      reason: "overdue",
    });
    expect(judge(TUESDAY, hoursIn(TUESDAY, 24), [])).toMatchObject({
      state: "late",
      reason: "the announcement was not seen",
    });
  });

  test("says which source failed, the most trusted one", () => {
    const said: Said[] = [
      { source: "rss", outcome: "failed", said: "HTTP 503" },
      { source: "listing", outcome: "failed", said: "HTML instead of a list" },
    ];
    expect(judge(TUESDAY, hoursIn(TUESDAY, 9), said).reason).toBe(
      "overdue; listing failed: HTML instead of a list",
    );
  });

  test("has a stale source as soon as a feed shows an earlier batch under the day's date", () => {
    const said: Said[] = [
      { source: "listing", outcome: "earlier" },
      { source: "rss", outcome: "stale", said: "yesterday's papers" },
    ];
    for (const hours of [5, 12]) {
      expect(judge(TUESDAY, hoursIn(TUESDAY, hours), said)).toMatchObject({
        state: "stale-source",
        reason: "yesterday's papers",
      });
    }
  });

  test("has no stale source any more once the listing has told", () => {
    const said: Said[] = [
      { source: "rss", outcome: "stale" },
      { source: "listing", outcome: "whole", expected: 3 },
    ];
    expect(judge(TUESDAY, hoursIn(TUESDAY, 12), said, { known: 3 }).state).toBe("complete");
    expect(judge(TUESDAY, hoursIn(TUESDAY, 12), said, { known: 1 }).state).toBe("short");
  });

  test("is complete by arXiv's records, but not while its announcement may still be seen", () => {
    const said: Said[] = [{ source: "oai", outcome: "whole" }];
    expect(judge(TUESDAY, hoursIn(TUESDAY, 23.9), said, { estimated: 4 })).toMatchObject({
      state: "late",
      stored: 4,
    });
    expect(judge(TUESDAY, hoursIn(TUESDAY, 24), said, { estimated: 4 })).toMatchObject({
      state: "complete",
      expected: 4,
      expectedBy: "oai",
      stored: 4,
    });
  });

  test("says so where the records have nothing either", () => {
    const said: Said[] = [{ source: "oai", outcome: "whole" }];
    expect(judge(TUESDAY, hoursIn(TUESDAY, 48), said)).toMatchObject({
      state: "complete",
      expected: 0,
      reason: expect.stringContaining("no paper submitted for it"),
    });
  });

  test("stays late where the records could be read in part only", () => {
    const said: Said[] = [{ source: "api", outcome: "partial" }];
    expect(judge(TUESDAY, hoursIn(TUESDAY, 48), said, { estimated: 4 }).state).toBe("late");
  });
});

describe("a quiet day", () => {
  test("is a weekend once arXiv was looked at", () => {
    const said: Said[] = [{ source: "listing", outcome: "earlier" }];
    expect(judge(SATURDAY, hoursIn(SATURDAY, 1), said)).toMatchObject({
      state: "quiet-weekend",
      reason: "arXiv announces nothing on weekends",
    });
  });

  test("is not quiet by a look from before its evening", () => {
    const askedAt = hoursIn(SATURDAY, -1);
    const said: Said[] = [{ source: "rss", outcome: "empty", askedAt }];
    expect(judge(SATURDAY, hoursIn(SATURDAY, 1), said).state).toBe("waiting");
  });

  test("is no quiet weekend before somebody has looked, until it is over", () => {
    expect(judge(SATURDAY, hoursIn(SATURDAY, 1), []).state).toBe("waiting");
    expect(judge(SATURDAY, hoursIn(SATURDAY, 12), []).state).toBe("late");
    expect(judge(SATURDAY, hoursIn(SATURDAY, 24), [])).toMatchObject({
      state: "quiet-weekend",
      reason: "a weekend; not looked yet",
    });
  });

  test("is a holiday by arXiv's calendar only once somebody has looked", () => {
    const said: Said[] = [{ source: "listing", outcome: "earlier" }];
    expect(judge(DEFERRED, hoursIn(DEFERRED, 1), []).state).toBe("waiting");
    expect(judge(DEFERRED, hoursIn(DEFERRED, 1), said).state).toBe("quiet-holiday");
    expect(judge(DEFERRED, hoursIn(DEFERRED, 30), []).state).toBe("late");
  });

  test("is not quiet where papers are stored for it", () => {
    const said: Said[] = [{ source: "listing", outcome: "earlier" }];
    expect(judge(DEFERRED, hoursIn(DEFERRED, 9), said, { estimated: 2 }).state).toBe("late");
    expect(judge(SATURDAY, hoursIn(SATURDAY, 9), said, { known: 2 }).state).toBe("late");
  });

  test("is a holiday that no calendar had, when the listing had not turned at noon", () => {
    const noon = shift(midnightEastern(TUESDAY), 12);
    const early: Said[] = [
      { source: "listing", outcome: "earlier", askedAt: shift(noon, -0.5) },
      { source: "oai", outcome: "whole" },
    ];
    const late: Said[] = [
      { source: "listing", outcome: "earlier", askedAt: noon },
      { source: "oai", outcome: "whole" },
    ];
    expect(judge(TUESDAY, hoursIn(TUESDAY, 24), late)).toMatchObject({
      state: "quiet-holiday",
      reason: expect.stringContaining("though its calendar had not said so"),
    });
    expect(judge(TUESDAY, hoursIn(TUESDAY, 24), early).state).toBe("complete");
    expect(judge(TUESDAY, hoursIn(TUESDAY, 23), late).state).toBe("late");
  });
});

describe("over both changes of the clock", () => {
  // New York went from -5 to -4 on 8 March and back on 1 November 2026, both Sundays.
  test.each([
    ["2026-03-08", "2026-03-08T01:00:00Z", 23],
    ["2026-03-09", "2026-03-09T00:00:00Z", 24],
    ["2026-11-01", "2026-11-01T00:00:00Z", 25],
    ["2026-11-02", "2026-11-02T01:00:00Z", 24],
  ] as const)("the listing of %s is due at %s and on show for %i hours", (day, due, hours) => {
    const instant = new Date(due);
    const justBefore = new Date(instant.getTime() - 1);
    expect(judge(day, justBefore, []).reason).toMatch(/^announced at 20:00 Eastern/);
    expect(judge(day, instant, []).reason).toBe("due, and not seen yet");
    const over = shift(instant, hours);
    expect(over).toEqual(listingInstant(addDays(day, 1)));
    const said: Said[] = [{ source: "oai", outcome: "whole" }];
    const stored = { estimated: 1 };
    expect(judge(day, new Date(over.getTime() - 1), said, stored).state).toBe("late");
    expect(judge(day, over, said, stored).state).toBe("complete");
  });
});

function permute<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permute(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}
