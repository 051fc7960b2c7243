import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeDatabase, type Database } from "@/lib/db/client";
import type { Day } from "@/lib/paper";
import { listEdition } from "@/lib/read/edition";
import { openReadDatabase, type Told, tell } from "./open-database";

let db: Database;
beforeAll(async () => {
  db = await openReadDatabase();
});
afterAll(async () => {
  await closeDatabase();
  await db.close();
});
beforeEach(() => db.pool.query("TRUNCATE paper CASCADE"));

const [DAY, NEXT, LATER]: [Day, Day, Day] = ["2026-05-12", "2026-05-13", "2026-06-02"];
const ID = "2605.00001";
const paper = (listings: Told["listings"]): Told => ({
  id: ID,
  categories: ["math.NA", "cs.LG", "stat.ML"],
  ...(listings && { listings }),
});
const guess = { isEstimated: true, source: "oai" } as const;

/** How the paper stands in a day's edition; null where it does not. */
async function typeOn(day: Day) {
  const edition = await listEdition({
    day,
    sections: [],
    topics: [],
    categories: [],
    after: null,
    limit: 10,
  });
  const [card, ...others] = edition.page.items;
  expect(others).toEqual([]);
  return card ? { type: card.type, isEstimated: card.isEstimated } : null;
}
const known = (type: string) => ({ type, isEstimated: false });

test("a paper that is new in one category and cross-listed in others the same day is new, once", async () => {
  await tell(db, [
    paper([
      { category: "stat.ML", type: "cross" },
      { category: "math.NA" },
      { category: "cs.LG", type: "cross" },
    ]),
  ]);
  expect(await typeOn(DAY)).toEqual(known("new"));
});

test("a paper announced as new earlier and cross-listed later is new the first day only", async () => {
  await tell(db, [
    paper([{ category: "math.NA" }, { category: "cs.LG", day: NEXT, type: "cross" }]),
  ]);
  expect(await typeOn(DAY)).toEqual(known("new"));
  expect(await typeOn(NEXT)).toEqual(known("cross"));
});

test("a replaced paper stands among the replacements of its day, as new on its first", async () => {
  await tell(db, [
    paper([
      { category: "math.NA" },
      { category: "math.NA", day: LATER, type: "replace" },
      { category: "cs.LG", day: LATER, type: "replace-cross" },
    ]),
  ]);
  expect(await typeOn(DAY)).toEqual(known("new"));
  expect(await typeOn(LATER)).toEqual(known("replace"));
});

test("a known cross-list or replacement never shows as the new paper that an estimate takes it for", async () => {
  for (const type of ["cross", "replace", "replace-cross"] as const) {
    await db.pool.query("TRUNCATE paper CASCADE");
    const listings = [
      { category: "cs.LG", type },
      { category: "math.NA", ...guess },
    ];
    await tell(db, [paper(listings)]);
    expect(await typeOn(DAY)).toEqual(known(type));
    await tell(db, [paper(listings.reverse())]);
    expect(await typeOn(DAY)).toEqual(known(type));
  }
});

test("what replaced a paper whose first day is estimated leaves that day estimated, and is not new", async () => {
  await tell(db, [
    paper([
      { category: "math.NA", ...guess },
      { category: "cs.LG", type: "cross", ...guess },
    ]),
  ]);
  await tell(db, [paper([{ category: "math.NA", day: LATER, type: "replace" }])]);
  expect(await typeOn(DAY)).toEqual({ type: "new", isEstimated: true });
  expect(await typeOn(LATER)).toEqual(known("replace"));
});

test("an estimate that comes after a known replacement of the same day does not make it new", async () => {
  await tell(db, [paper([{ category: "math.NA", type: "replace" }])]);
  await tell(db, [paper([{ category: "math.NA", ...guess }])]);
  expect(await typeOn(DAY)).toEqual(known("replace"));
});

test("the known first day takes the estimated one's place, so the paper is new on one day", async () => {
  await tell(db, [paper([{ category: "math.NA", ...guess }])]);
  await tell(db, [paper([{ category: "math.NA", day: NEXT }])]);
  expect(await typeOn(DAY)).toBeNull();
  expect(await typeOn(NEXT)).toEqual(known("new"));
});

test("a known first day in one category does not leave an estimate of the same paper as new elsewhere", async () => {
  await tell(db, [
    paper([
      { category: "math.NA", ...guess },
      { category: "cs.LG", type: "cross", ...guess },
    ]),
  ]);
  await tell(db, [
    paper([
      { category: "math.NA", day: NEXT },
      { category: "cs.LG", day: NEXT, type: "cross" },
    ]),
  ]);
  expect(await typeOn(DAY)).toBeNull();
  expect(await typeOn(NEXT)).toEqual(known("new"));
});
