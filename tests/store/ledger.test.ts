import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/lib/db/client";
import type { Answer } from "@/lib/ledger";
import { listAnswers, recordAnswers } from "@/lib/store/ledger";
import { createTestDatabase } from "@/tests/db/database";

const WHOLE: Answer = {
  category: "cs.LG",
  day: "2026-03-12",
  source: "rss",
  askedAt: new Date("2026-03-12T05:00:00Z"),
  outcome: "whole",
  expected: 12,
  said: "12 entries",
};

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db?.close());

async function recordInTurn(...answers: Answer[]): Promise<Answer[]> {
  await db.pool.query("TRUNCATE ledger_answer");
  for (const answer of answers) await recordAnswers(db.pool, [answer]);
  const { day } = WHOLE;
  return listAnswers(db.pool, { categories: ["cs.LG"], from: day, until: day });
}

const failed: Answer = { ...WHOLE, outcome: "failed", expected: null, said: "a web page" };

test("a source that has told of a day takes nothing back by failing later", async () => {
  expect(await recordInTurn(WHOLE, failed)).toEqual([WHOLE]);
});

test("a source that tells of a day after it failed, or tells more, is heard", async () => {
  const more = { ...WHOLE, expected: 14, said: "14 entries" };
  expect(await recordInTurn(failed, WHOLE, more)).toEqual([more]);
});
