import { inspect } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, type Database } from "@/lib/db/client";
import { selectRows } from "@/lib/read/rows";
import { openReadDatabase } from "./open-database";

let db: Database;
beforeAll(async () => {
  db = await openReadDatabase();
});
afterAll(async () => {
  await closeDatabase();
  await db.close();
});

test("a bad statement is one line and a stack in the log, not the driver's twenty fields", async () => {
  const error: unknown = await selectRows("SELECT 1 / 0").catch((caught: unknown) => caught);
  const logged = inspect(error);
  expect(logged).toContain("division by zero (SQLSTATE 22012)");
  expect(logged).toContain("rows.test.ts");
  expect(logged).not.toMatch(/severity|routine/);
});
