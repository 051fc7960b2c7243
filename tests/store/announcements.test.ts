import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/lib/db/client";
import type { Announcement } from "@/lib/paper";
import { storePapers } from "@/lib/store/papers";
import { storeTags } from "@/lib/store/tags";
import { createTestDatabase } from "@/tests/db/database";
import { announcementOf, paperOf } from "@/tests/paper-records";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());
beforeEach(() => db.pool.query("TRUNCATE paper CASCADE"));

const paper = paperOf({ id: "2401.00001" });
const announce = (...announcements: Announcement[]) =>
  storePapers(db.pool, { papers: [paper], announcements });
const on = (day: Announcement["day"], fields: Partial<Announcement> = {}) =>
  announcementOf({ paperId: paper.id, day, ...fields });
const guess = { isEstimated: true, source: "api" } as const;

async function list() {
  const { rows } = await db.pool.query(
    `SELECT category, day, type, is_estimated AS "isEstimated" FROM announcement ORDER BY day, category`,
  );
  return rows;
}
const firstDay = async () => (await db.pool.query("SELECT announced_on FROM paper")).rows[0];

test("a known day takes the place of the estimate", async () => {
  await announce(on("2024-01-02", guess));
  await announce(on("2024-01-04"));
  expect(await list()).toEqual([
    { category: "cs.LG", day: "2024-01-04", type: "new", isEstimated: false },
  ]);
  expect(await firstDay()).toEqual({ announced_on: "2024-01-04" });
});

test("an estimate never stands beside a known day", async () => {
  await announce(on("2024-01-04"));
  await announce(on("2024-01-02", guess));
  expect(await list()).toHaveLength(1);
  expect(await firstDay()).toEqual({ announced_on: "2024-01-04" });
});

test("a second estimate of another day does not join the first", async () => {
  await announce(on("2024-01-02", guess));
  await announce(on("2024-01-03", guess));
  expect(await list()).toMatchObject([{ day: "2024-01-02" }]);
});

test("a replacement leaves the estimate of the first listing alone", async () => {
  await announce(on("2024-01-02", guess));
  await announce(on("2024-02-01", { type: "replace" }));
  expect(await list()).toMatchObject([
    { day: "2024-01-02", type: "new", isEstimated: true },
    { day: "2024-02-01", type: "replace", isEstimated: false },
  ]);
  expect(await firstDay()).toEqual({ announced_on: "2024-01-02" });
});

test("the first day is the day as new, not that of an earlier cross-list", async () => {
  await announce(on("2024-01-03"), on("2024-01-02", { category: "stat.ML", type: "cross" }));
  expect(await firstDay()).toEqual({ announced_on: "2024-01-03" });
});

test("a paper that is only replaced has no first day", async () => {
  await announce(on("2024-02-01", { type: "replace" }));
  expect(await firstDay()).toEqual({ announced_on: null });
});

test("a paper's topics follow its first day", async () => {
  const topicDay = async () =>
    (await db.pool.query("SELECT announced_on FROM paper_topic")).rows[0]?.announced_on;
  await announce();
  const topics = [{ slug: "moe", matched: ["MoE"] }];
  const { rows } = await db.pool.query("SELECT changed_at::text AS stamp FROM paper");
  const tags = [{ id: paper.id, stamp: rows[0].stamp, topics }];
  await storeTags(db.pool, { revision: "r1", tags });
  expect(await topicDay()).toBeNull();
  await announce(on("2024-01-04"));
  expect(await topicDay()).toBe("2024-01-04");
  await announce(on("2024-01-03"));
  expect(await topicDay()).toBe("2024-01-03");
  await db.pool.query("DELETE FROM paper_topic");
  await storeTags(db.pool, { revision: "r2", tags });
  expect(await topicDay()).toBe("2024-01-03");
});
