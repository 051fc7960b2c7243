import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/lib/db/client";
import { indexPapers } from "@/lib/pipeline/index-papers";
import { tagPapers } from "@/lib/pipeline/tag";
import { storePapers } from "@/lib/store/papers";
import { createTestDatabase } from "@/tests/db/database";
import { paperOf } from "@/tests/paper-records";
import { photograph } from "./photograph";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(() => db.pool.query("TRUNCATE paper CASCADE"));
afterAll(() => db.close());

/** As many papers without a vector as an update of an older database leaves. */
async function storeUnindexed(count: number): Promise<void> {
  const papers = Array.from({ length: count }, (_, index) =>
    paperOf({
      id: `2603.${String(index).padStart(5, "0")}`,
      title: `Routed ZeRO ${index}`,
      comment: index % 2 ? "9 pages" : null,
    }),
  );
  await storePapers(db.pool, { papers, announcements: [] });
  await db.pool.query("CREATE TABLE expected AS SELECT id, search FROM paper");
  await db.pool.query("UPDATE paper SET search = NULL");
}

async function countWrong(): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM paper JOIN expected USING (id)
      WHERE paper.search IS DISTINCT FROM expected.search`,
  );
  return rows[0]?.count ?? -1;
}

test("papers without a search vector get the one that storing them makes, by several at once", async () => {
  await storeUnindexed(2500);
  const counts = await Promise.all([indexPapers(db.pool), indexPapers(db.pool)]);
  expect(counts.reduce((sum, count) => sum + count)).toBe(2500);
  expect(await countWrong()).toBe(0);
  const before = await photograph(db);
  expect(await indexPapers(db.pool)).toBe(0);
  expect(await photograph(db)).toEqual(before);
  await db.pool.query("DROP TABLE expected");
});

test("indexing stops between two rounds, and tagging takes it up again", async () => {
  await storeUnindexed(3);
  const signal = AbortSignal.abort(new Error("stopped"));
  await expect(indexPapers(db.pool, { signal })).rejects.toThrow("stopped");
  expect(await countWrong()).toBe(3);
  await tagPapers(db.pool);
  expect(await countWrong()).toBe(0);
  await db.pool.query("DROP TABLE expected");
});
