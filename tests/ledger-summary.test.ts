import { expect, test } from "vitest";
import type { LedgerState } from "@/lib/ledger";
import { type DayStanding, describeOpenDay, summariseLedger } from "@/lib/ledger-summary";
import type { Day } from "@/lib/paper";

function stand(
  category: string,
  day: Day,
  state: LedgerState,
  counts: Partial<DayStanding> = {},
): DayStanding {
  return { category, day, state, expected: null, stored: 0, ...counts };
}

test("an empty ledger is not fine", () => {
  expect(summariseLedger([])).toMatchObject({
    verdict: "Nothing has been harvested yet.",
    isFine: false,
    worst: null,
  });
});

test("where all is stored or quiet, the last day is named", () => {
  const rows = [
    stand("cs.CL", "2026-11-23", "complete", { expected: 3, stored: 3 }),
    stand("cs.CL", "2026-11-22", "quiet-weekend"),
  ];
  expect(summariseLedger(rows)).toMatchObject({
    verdict: "Everything arXiv announced up to Monday 23 November is here.",
    isFine: true,
    worst: "complete",
  });
});

test("waiting is fine, and what is waited for is not claimed to be here", () => {
  const rows = [
    stand("cs.CL", "2026-11-20", "complete"),
    stand("cs.CL", "2026-11-23", "complete"),
    stand("cs.CV", "2026-11-20", "complete"),
    stand("cs.CV", "2026-11-23", "waiting"),
  ];
  expect(summariseLedger(rows)).toMatchObject({
    verdict:
      "Everything arXiv announced up to Friday 20 November is here. Still waiting for cs.CV on Monday 23 November.",
    isFine: true,
    worst: "waiting",
  });
});

test("a first day that is waited for promises nothing before it", () => {
  expect(summariseLedger([stand("cs.CV", "2026-11-23", "waiting")]).verdict).toBe(
    "Still waiting for cs.CV on Monday 23 November.",
  );
});

test("a gap is named by category, size and day", () => {
  const rows = [
    stand("cs.CL", "2026-11-20", "short", { expected: 233, stored: 230 }),
    stand("cs.CL", "2026-11-23", "waiting"),
  ];
  expect(summariseLedger(rows)).toMatchObject({
    verdict: "cs.CL is short by 3 of 233 papers on Friday 20 November.",
    isFine: false,
    worst: "short",
  });
});

test("many gaps are counted, the rest of the categories too", () => {
  const days: Day[] = ["2026-11-19", "2026-11-20"];
  const rows = ["a.A", "b.B", "c.C", "d.D"].flatMap((category) =>
    days.map((day) => stand(category, day, "short", { expected: 500, stored: 300 })),
  );
  expect(summariseLedger(rows).verdict).toBe(
    "a.A, b.B, c.C and 1 more are short by 1,600 of 4,000 papers on 2 days, the last Friday 20 November.",
  );
});

test("each kind of trouble has its sentence, the worst first", () => {
  const rows = [
    stand("cs.CV", "2026-11-23", "stale-source"),
    stand("cs.LG", "2026-11-23", "late"),
    stand("cs.CL", "2026-11-23", "short", { expected: 2000, stored: 2000 }),
    stand("cs.AI", "2026-11-23", "short", { expected: 2, stored: 1 }),
  ];
  expect(summariseLedger(rows).sentences).toEqual([
    "cs.AI is short by 1 of 2 papers on Monday 23 November.",
    "cs.CL is not whole on Monday 23 November.",
    "No announcement has been seen in cs.LG on Monday 23 November.",
    "arXiv shows papers of an earlier day in cs.CV on Monday 23 November.",
  ]);
});

test("the page of a day says what the day lacks, and nothing where it lacks nothing", () => {
  expect(
    describeOpenDay([
      stand("cs.CL", "2026-11-20", "short", { expected: 233, stored: 230 }),
      stand("cs.CV", "2026-11-20", "waiting"),
      stand("cs.LG", "2026-11-20", "complete"),
    ]),
  ).toBe("cs.CL is short by 3 of 233 papers. Still waiting for cs.CV.");
  expect(describeOpenDay([stand("cs.LG", "2026-11-21", "quiet-weekend")])).toBeNull();
});
