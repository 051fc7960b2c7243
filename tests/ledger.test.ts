import { describe, expect, test } from "vitest";
import { DEFERRED, hoursIn, judge, SATURDAY, type Said, TUESDAY } from "./ledger-days.ts";

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

function permute<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permute(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}
