import { describe, expect, test } from "vitest";
import { listingInstant, midnightEastern } from "@/lib/calendar";
import { addDays } from "@/lib/paper";
import { DEFERRED, hoursIn, judge, SATURDAY, type Said, shift, TUESDAY } from "./ledger-days.ts";

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
