import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { indexPapers } from "@/lib/pipeline/index-papers";
import { createTestDatabase } from "@/tests/db/database";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase({ isEmpty: true });
});
afterAll(() => db.close());

const FIRST = "20261123000000_init";

/** A database as the first release left it, with papers in it. */
async function fillFirstRelease(): Promise<void> {
  const folder = new URL(`../../prisma/migrations/${FIRST}/`, import.meta.url);
  await db.pool.query(await readFile(new URL("migration.sql", folder), "utf8"));
  await db.pool.query(`CREATE TABLE _prisma_migrations (
    id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
    migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`);
  await db.pool.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
     VALUES ('first', 'x', '${FIRST}', now())`,
  );
  await db.pool.query(`
    INSERT INTO paper (id, version, title, abstract, authors, categories, primary_category, source,
                       is_complete, announced_on)
    VALUES ('2603.00001', 2, 'Quantized adapters', 'The ZeRO.', '{Ada Example}', '{cs.LG}', 'cs.LG',
            'api', true, '2026-03-12'),
           ('2603.00002', 1, 'On tides', '', '{}', '{cs.LG}', 'cs.LG', 'rss', false, NULL);
    INSERT INTO paper_topic (paper_id, slug, matched)
    VALUES ('2603.00001', 'peft', '{adapters}'), ('2603.00002', 'peft', '{tides}')`);
}

test("a filled database of the first release is brought up to date without a loss", async () => {
  await fillFirstRelease();
  const before = await db.pool.query("SELECT id, title, changed_at FROM paper ORDER BY id");
  expect(await migrate(db.url)).not.toContain(FIRST);
  const after = await db.pool.query("SELECT id, title, changed_at FROM paper ORDER BY id");
  expect(after.rows).toEqual(before.rows);
  const { rows: topics } = await db.pool.query(
    "SELECT paper_id, announced_on FROM paper_topic ORDER BY paper_id",
  );
  expect(topics).toEqual([
    { paper_id: "2603.00001", announced_on: "2026-03-12" },
    { paper_id: "2603.00002", announced_on: null },
  ]);
  expect(await indexPapers(db.pool)).toBe(2);
  const { rows } = await db.pool.query("SELECT search::text AS search FROM paper ORDER BY id");
  expect(rows).toEqual([
    { search: "'/ZeRO':5B 'ada':7C 'adapt':2A 'example':8C 'quantiz':1A 'the':4B 'zero':5B" },
    { search: "'on':1A 'tide':2A" },
  ]);
});
