import { readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/lib/db/client";
import { migrate, readHistory } from "@/lib/db/migrate";
import { NO_FILTERS, readSchema, withSchemaEngine } from "@/lib/db/schema-engine";
import { createTestDatabase } from "@/tests/db/database";

let db: Database;
let drawn: Database;
beforeAll(async () => {
  db = await createTestDatabase({ isEmpty: true });
  drawn = await createTestDatabase({ isEmpty: true });
});
afterAll(async () => {
  await db.close();
  await drawn.close();
});

const MIGRATIONS = readdirSync("prisma/migrations", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** What stands in the migrations only, because schema.prisma has no words for it. */
const BEYOND_PRISMA = [
  "constraint request_gate.request_gate_single CHECK ((id = 1))",
  "index announcement_estimated_key CREATE UNIQUE INDEX announcement_estimated_key ON public.announcement USING btree (paper_id, category) WHERE is_estimated",
  "index paper_incomplete_idx CREATE INDEX paper_incomplete_idx ON public.paper USING btree (id) WHERE ((NOT is_complete) AND (source = ANY (ARRAY['rss'::record_source, 'listing'::record_source])))",
  "index paper_unindexed_idx CREATE INDEX paper_unindexed_idx ON public.paper USING btree (id) WHERE (search IS NULL)",
];

test("the migrations lead to the tables that schema.prisma draws, and to named extras only", async () => {
  expect((await readHistory(db.pool)).pending).toEqual(MIGRATIONS);
  expect(await migrate(db.url)).toEqual(MIGRATIONS);
  await drawSchema(drawn);
  const [migrated, expected] = [await describeTables(db), await describeTables(drawn)];
  expect(expected.filter((line) => !migrated.includes(line))).toEqual([]);
  expect(migrated.filter((line) => !expected.includes(line))).toEqual(BEYOND_PRISMA);
});

test("migrating again, from several processes at once, changes nothing", async () => {
  const results = await Promise.all([migrate(db.url), migrate(db.url), migrate(db.url)]);
  expect(results).toEqual([[], [], []]);
});

test("a migration whose process was killed is taken up again", async () => {
  const fresh = await createTestDatabase({ isEmpty: true });
  // What a kill between the engine's note and the script leaves behind.
  await migrate(fresh.url);
  await fresh.pool.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  await fresh.pool.query(`CREATE TABLE _prisma_migrations (
    id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
    migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`);
  await fresh.pool.query(
    "INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', '20261123000000_init')",
  );
  expect(await migrate(fresh.url)).toEqual(MIGRATIONS);
  expect(await readHistory(fresh.pool)).toEqual({ pending: [], interrupted: [] });
  await fresh.close();
});

test("a database that a newer version has migrated is refused by name", async () => {
  await db.pool.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
     VALUES ('x', 'x', '29990101000000_from_the_future', now())`,
  );
  await expect(migrate(db.url)).rejects.toMatchObject({
    code: "migration_failed",
    message: expect.stringContaining("29990101000000_from_the_future"),
  });
});

/** Makes the tables as Prisma's engine would from schema.prisma alone. */
async function drawSchema(target: Database): Promise<void> {
  const script = await withSchemaEngine(target.url, async (engine) =>
    engine.diff({
      from: { tag: "empty" },
      to: { tag: "schemaDatamodel", files: [await readSchema()] },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    }),
  );
  await target.pool.query(script.stdout ?? "");
}

/** Columns, keys, indexes, constraints and enums, a sorted line each. */
async function describeTables({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(`
    SELECT format('column %s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
             CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
             CASE WHEN a.attgenerated = '' AND d.oid IS NOT NULL
                  THEN ' default ' || pg_get_expr(d.adbin, d.adrelid) ELSE '' END) AS line
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
       AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> '_prisma_migrations'
    UNION ALL
    SELECT format('index %s %s', indexname, indexdef) FROM pg_indexes
     WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
    UNION ALL
    SELECT format('constraint %s.%s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
       AND conrelid::regclass::text <> '_prisma_migrations'
    UNION ALL
    SELECT format('enum %s %s', t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder))
      FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid GROUP BY t.typname
    ORDER BY line`);
  return rows.map((row) => row.line);
}
