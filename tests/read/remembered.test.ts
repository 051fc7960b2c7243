import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeDatabase, type Database } from "@/lib/db/client";
import { remember } from "@/lib/read/remembered";
import { selectRows } from "@/lib/read/rows";
import { openReadDatabase, tell } from "./open-database";

let db: Database;
let reads: string[];
const count = remember(
  async (source: string) => {
    reads.push(source);
    const rows = await selectRows<{ count: number }>(
      "SELECT count(*)::int AS count FROM paper WHERE source = $1::record_source",
      [source],
    );
    return rows[0]?.count;
  },
  (source) => source,
);

beforeAll(async () => {
  db = await openReadDatabase();
});
beforeEach(() => {
  reads = [];
});
afterAll(async () => {
  await closeDatabase();
  await db.close();
});

test("a read is not repeated while nothing is written", async () => {
  const answers = [await count("import"), await count("import"), await count("import")];
  expect(new Set(answers).size).toBe(1);
  // The server's own transactions may come between, so the first two alone prove little.
  expect(reads.length).toBeLessThan(3);
});

test("what has been committed since is seen", async () => {
  const before = (await count("api")) ?? 0;
  await tell(db, [{ id: "2605.12345", listings: [] }]);
  await db.pool.query("UPDATE paper SET source = 'api' WHERE id = '2605.12345'");
  expect(await count("api")).toBe(before + 1);
});

test("what is committed while a read is under way is seen by the next", async () => {
  const client = await db.pool.connect();
  await client.query("BEGIN");
  await client.query("UPDATE paper SET source = 'oai' WHERE id = '2605.12345'");
  const before = (await count("oai")) ?? 0;
  await client.query("COMMIT");
  client.release();
  expect(await count("oai")).toBe(before + 1);
});

test("answers to other questions are kept apart", async () => {
  await Promise.all([count("rss"), count("sample"), count("rss")]);
  expect(new Set(reads)).toEqual(new Set(["rss", "sample"]));
});

test("a read that failed is tried again", async () => {
  let tries = 0;
  const flaky = remember(
    async () => {
      tries += 1;
      if (tries === 1) throw new Error("not yet");
      return "there";
    },
    () => "only",
  );
  await expect(flaky(undefined)).rejects.toThrow("not yet");
  expect(await flaky(undefined)).toBe("there");
});
