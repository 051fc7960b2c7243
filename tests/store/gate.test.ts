import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/lib/db/client";
import { createGate, openGate } from "@/lib/store/gate";
import { createTestDatabase } from "@/tests/db/database";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());
beforeEach(() =>
  db.pool.query(
    "UPDATE request_gate SET next_at = '-infinity', failures = 0, blocked_reason = NULL",
  ),
);

const ok = async () => ({ value: "done", verdict: { kind: "ok" } }) as const;
const soon = { maxWaitMs: 20_000 };

test("a wait that arXiv asked for holds the next request back", async () => {
  const gate = createGate(db.pool, { intervalMs: 0 });
  const verdict = { kind: "wait", seconds: 60 } as const;
  await gate.run(async () => ({ value: null, verdict }), soon);
  await expect(gate.run(ok, { maxWaitMs: 100 })).rejects.toMatchObject({
    code: "arxiv_rate_limited",
  });
});

test("failures in a row make the wait grow, and an answer ends the row", async () => {
  const gate = createGate(db.pool, { intervalMs: 0 });
  const fail = async () => ({ value: null, verdict: { kind: "wait", seconds: null } }) as const;
  const waits: number[] = [];
  for (let count = 0; count < 3; count++) {
    await gate.run(fail, soon);
    const { rows } = await db.pool.query<{ wait: number }>(
      `UPDATE request_gate SET next_at = '-infinity'
         FROM (SELECT extract(epoch FROM next_at - now())::int AS wait FROM request_gate) AS before
       RETURNING before.wait`,
    );
    waits.push(rows[0]?.wait ?? 0);
  }
  expect(waits).toEqual([5, 10, 20]);
  await gate.run(ok, soon);
  const { rows } = await db.pool.query("SELECT failures FROM request_gate");
  expect(rows[0]).toEqual({ failures: 0 });
});

test("a refusal closes the gate for everybody until a person opens it", async () => {
  const gate = createGate(db.pool, { intervalMs: 0 });
  const verdict = { kind: "blocked", reason: "403 Access Denied" } as const;
  await gate.run(async () => ({ value: null, verdict }), soon);
  await expect(gate.run(ok, soon)).rejects.toMatchObject({ code: "arxiv_blocked" });
  expect(await openGate(db.pool)).toBe("403 Access Denied");
  expect(await gate.run(ok, soon)).toBe("done");
});

test("waiting for a turn ends at once when it is called off", async () => {
  const gate = createGate(db.pool, { intervalMs: 60_000 });
  await gate.run(ok, soon);
  const signal = AbortSignal.timeout(50);
  await expect(gate.run(ok, { signal, maxWaitMs: 120_000 })).rejects.toThrow();
});
