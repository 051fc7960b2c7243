import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeDatabase, type Database } from "@/lib/db/client";
import { readSiteStatus } from "@/lib/read/site-status";
import { openReadDatabase, tell } from "./open-database";

let db: Database;
beforeAll(async () => {
  db = await openReadDatabase();
});
afterAll(async () => {
  await closeDatabase();
  await db.close();
});
beforeEach(() =>
  db.pool.query(
    `TRUNCATE paper, harvest_run, feed_state CASCADE;
     UPDATE request_gate SET failures = 0, next_at = '-infinity', blocked_at = NULL`,
  ),
);

const NOON = new Date("2026-05-12T12:00:00Z");

function recordRun(state: string, finishedAt: Date | null, added = 0) {
  return db.pool.query(
    `INSERT INTO harvest_run (state, started_at, finished_at, added)
     VALUES ($1, coalesce($2, '2026-05-12T13:00:00Z'::timestamptz) - interval '1 minute', $2, $3)`,
    [state, finishedAt, added],
  );
}

test("a site that was never harvested is in no trouble and has reached nobody", async () => {
  expect(await readSiteStatus()).toEqual({
    isFirstHarvest: false,
    papersSoFar: 0,
    reachedAt: null,
    trouble: null,
  });
});

test("the first harvest counts the papers that are in, without the sample", async () => {
  await recordRun("running", null);
  await tell(db, [{ id: "2605.00001" }, { id: "sample-01", source: "sample" }]);
  expect(await readSiteStatus()).toMatchObject({ isFirstHarvest: true, papersSoFar: 1 });
});

test("a later harvest is not the first, and is no news", async () => {
  await recordRun("done", NOON, 5);
  await recordRun("running", null);
  expect(await readSiteStatus()).toMatchObject({
    isFirstHarvest: false,
    reachedAt: NOON,
    trouble: null,
  });
});

test("after failed harvests the next try is named, later with every failure", async () => {
  await db.pool.query("UPDATE request_gate SET failures = 3, next_at = '2026-05-12T12:00:20Z'");
  await recordRun("failed", NOON);
  expect((await readSiteStatus()).trouble).toEqual({
    kind: "unreachable",
    nextTryAt: new Date("2026-05-12T12:05:00Z"),
  });
  await recordRun("failed", new Date("2026-05-12T12:06:00Z"));
  expect((await readSiteStatus()).trouble?.nextTryAt).toEqual(new Date("2026-05-12T12:16:00Z"));
});

test("arXiv's own wait counts where it is longer", async () => {
  await db.pool.query("UPDATE request_gate SET failures = 1, next_at = '2026-05-12T15:00:00Z'");
  await recordRun("failed", NOON);
  expect((await readSiteStatus()).trouble?.nextTryAt).toEqual(new Date("2026-05-12T15:00:00Z"));
});

test("a refusal plans no next try", async () => {
  await db.pool.query("UPDATE request_gate SET blocked_reason = '403', blocked_at = now()");
  expect((await readSiteStatus()).trouble).toEqual({ kind: "refused", nextTryAt: null });
});

test("a harvest that failed though arXiv answers is told apart", async () => {
  await recordRun("failed", NOON);
  expect((await readSiteStatus()).trouble?.kind).toBe("failed");
});

test("the last answer of a feed counts as reaching arXiv", async () => {
  await db.pool.query("INSERT INTO feed_state (category, answered_at) VALUES ('cs.LG', $1)", [
    NOON,
  ]);
  expect((await readSiteStatus()).reachedAt).toEqual(NOON);
});
