import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { fetchArxiv } from "@/lib/arxiv/http";
import type { Database } from "@/lib/db/client";
import { createGate } from "@/lib/store/gate";
import type { FaultName } from "@/tests/arxiv/fault-names";
import { examplePapers } from "@/tests/arxiv/paper-examples";
import { type SimulatedArxiv, startSimulatedArxiv } from "@/tests/arxiv/server";
import { createTestDatabase } from "@/tests/db/database";

const DAY = "2026-08-12";

let db: Database;
let arxiv: SimulatedArxiv;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  arxiv = await startSimulatedArxiv({ papers: examplePapers(3, DAY), day: DAY });
  await db.pool.query(
    "UPDATE request_gate SET next_at = '-infinity', failures = 0, blocked_reason = NULL",
  );
});
afterEach(() => arxiv.close());

/** Asks as a process that has just started; it waits for nothing that takes longer than a moment. */
const ask = () =>
  fetchArxiv(
    { url: `${arxiv.url}/rss/cs.LG` },
    {
      gate: createGate(db.pool, { intervalMs: 0 }),
      userAgent: "Broadsheet/test",
      attempts: 1,
      maxWaitMs: 20,
    },
    () => "asked",
  );

async function readWait(): Promise<number> {
  const { rows } = await db.pool.query<{ seconds: number }>(
    "SELECT extract(epoch FROM next_at - clock_timestamp())::float8 AS seconds FROM request_gate",
  );
  return rows[0]?.seconds ?? Number.NaN;
}

test.each([
  ["rate-limited-seconds", 1000],
  ["rate-limited-date", 2000],
  ["unavailable-seconds", 3000],
  ["unavailable-date", 4000],
] as [FaultName, number][])("%s holds back whoever starts later", async (name, retryAfter) => {
  arxiv.faults.add({ name, retryAfter });
  await expect(ask()).rejects.toMatchObject({
    message: expect.stringMatching(/answered (429|503)/),
  });
  await expect(ask()).rejects.toMatchObject({
    code: "arxiv_rate_limited",
    message: expect.stringMatching(/may go out in \d+ s/),
  });
  expect(arxiv.log.entries).toHaveLength(1);
  const seconds = await readWait();
  expect(seconds).toBeLessThanOrEqual(retryAfter);
  expect(seconds).toBeGreaterThan(retryAfter - 60);
});

test.each(["rate-limited", "unavailable"] as FaultName[])(
  "%s without a word of how long makes the wait grow, over restarts too",
  async (name) => {
    arxiv.faults.add({ name, times: "always" });
    const waits: number[] = [];
    for (let count = 0; count < 8; count++) {
      await ask().catch(() => undefined);
      waits.push(await readWait());
      await db.pool.query("UPDATE request_gate SET next_at = '-infinity'"); // the wait has passed
    }
    expect(arxiv.log.entries).toHaveLength(8);
    expect(waits.at(-1)).toBeLessThanOrEqual(640);
    expect(waits.at(-1)).toBeGreaterThan(580);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
  },
);

test.each([
  ["5 hours", 0, 60],
  ["infinity", 0, 60],
  ["10 years", 3, 86_400],
])(
  "a clock that jumped back by %s closes the gate for a bounded time",
  async (jump, failures, most) => {
    await db.pool.query(
      `UPDATE request_gate SET failures = $2, next_at = CASE WHEN $1 = 'infinity' THEN 'infinity'
        ELSE clock_timestamp() + (CASE WHEN $1 = 'infinity' THEN '0' ELSE $1 END)::interval END`,
      [jump, failures],
    );
    await expect(ask()).rejects.toMatchObject({ code: "arxiv_rate_limited" });
    const seconds = await readWait();
    expect(seconds).toBeLessThanOrEqual(most);
    expect(seconds).toBeGreaterThan(most - 30);
  },
);
