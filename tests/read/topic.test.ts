import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeDatabase, type Database } from "@/lib/db/client";
import { isTopicCursor, listTopic } from "@/lib/read/topic";
import { readTopicCounts } from "@/lib/read/topic-counts";
import { openReadDatabase, tell } from "./open-database";

let db: Database;
beforeAll(async () => {
  db = await openReadDatabase();
});
afterAll(async () => {
  await closeDatabase();
  await db.close();
});
beforeEach(() => db.pool.query("TRUNCATE paper CASCADE"));

const topics = { moe: ["MoE"] };

test("a topic lists the newest announcement first and papers without a day last", async () => {
  await tell(db, [
    { id: "2605.00001", topics, listings: [{ day: "2026-05-11" }] },
    { id: "2605.00002", topics, listings: [{ day: "2026-05-12" }] },
    { id: "2605.00003", topics, listings: [{ day: "2026-05-12" }] },
    { id: "hep-th/9901001", topics },
    { id: "2401.00001", topics },
    { id: "2605.00004", topics: { peft: ["LoRA"] }, listings: [{ day: "2026-05-12" }] },
  ]);
  const page = await listTopic({ slug: "moe", after: null, limit: 50 });
  expect(page.items.map(({ id, day }) => [id, day])).toEqual([
    ["2605.00003", "2026-05-12"],
    ["2605.00002", "2026-05-12"],
    ["2605.00001", "2026-05-11"],
    ["2401.00001", null],
    ["hep-th/9901001", null],
  ]);
  expect(page.next).toBeNull();
});

test("its pages follow each other across the border between dated and undated", async () => {
  const dated = Array.from({ length: 5 }, (_, index) => ({
    id: `2605.0000${index}`,
    topics,
    listings: [{ day: index < 3 ? ("2026-05-11" as const) : ("2026-05-12" as const) }],
  }));
  const undated = Array.from({ length: 4 }, (_, index) => ({ id: `2401.0000${index}`, topics }));
  await tell(db, [...dated, ...undated]);
  for (const limit of [1, 2, 3, 4, 5, 9]) {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await listTopic({ slug: "moe", after, limit });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
      expect(after === null || isTopicCursor(after)).toBe(true);
    } while (after !== null);
    expect(seen).toEqual([...dated.map(({ id }) => id).reverse(), ...undated.map(({ id }) => id)]);
  }
});

test("sample papers are listed only while nothing else is stored", async () => {
  await tell(db, [{ id: "sample-01", source: "sample", topics }]);
  const list = async () =>
    (await listTopic({ slug: "moe", after: null, limit: 50 })).items.map(({ id }) => id);
  expect(await list()).toEqual(["sample-01"]);
  await tell(db, [{ id: "2605.00001", listings: [{}] }]);
  expect(await list()).toEqual([]);
});

test("counts are of the latest edition and of the seven days that end with it", async () => {
  await tell(db, [
    { id: "2605.00001", topics, listings: [{ day: "2026-05-12" }, { category: "cs.CL" }] },
    { id: "2605.00002", topics, listings: [{ day: "2026-05-06", type: "replace" }] },
    { id: "2605.00003", topics, listings: [{ day: "2026-05-05" }] },
    {
      id: "2605.00004",
      topics,
      listings: [{ day: "2026-05-11" }, { day: "2026-05-12", type: "replace" }],
    },
  ]);
  expect(await readTopicCounts()).toEqual({
    of: "edition",
    day: "2026-05-12",
    counts: new Map([["moe", { today: 2, week: 3 }]]),
  });
});

test("while only the sample is stored, it is counted", async () => {
  await tell(db, [{ id: "sample-01", source: "sample", topics }]);
  expect(await readTopicCounts()).toEqual({
    of: "sample",
    day: null,
    counts: new Map([["moe", { today: 1, week: 1 }]]),
  });
});

test("where papers are stored and none has a day, all of them are counted", async () => {
  await tell(db, [
    { id: "sample-01", source: "sample", topics },
    { id: "2605.00001", topics },
    { id: "2605.00002", topics },
  ]);
  expect(await readTopicCounts()).toEqual({
    of: "stored",
    day: null,
    counts: new Map([["moe", { today: 2, week: 2 }]]),
  });
});

test("what is no cursor is known for none", () => {
  const garbage = ["", "x", "2026-05-12", "2026-13-01:2605.00001", "undated:", "2026-05-12:a'--"];
  garbage.push("0000-01-01:2605.00001", "9999-12-31:2605.00001");
  expect(garbage.filter(isTopicCursor)).toEqual([]);
});
