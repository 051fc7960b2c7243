import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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

test("requests of several processes go out one at a time, an interval apart", async () => {
  const arrivals: number[] = [];
  let [current, most] = [0, 0];
  const server = createServer((_request, response) => {
    arrivals.push(performance.now());
    most = Math.max(most, ++current);
    setTimeout(() => {
      current--;
      response.end("ok");
    }, 50);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const children = Array.from({ length: 3 }, () =>
    spawn(
      process.execPath,
      ["--import", "tsx", "tests/store/gate-client.ts", db.url, target, "4"],
      {
        stdio: "inherit",
      },
    ),
  );
  await Promise.all(children.map((child) => once(child, "exit")));
  server.close();
  expect(arrivals).toHaveLength(12);
  expect(most).toBe(1);
  const gaps = arrivals.slice(1).map((at, index) => at - (arrivals[index] ?? 0));
  // The interval is 150 ms from start to start; an arrival is a little after its start.
  expect(Math.min(...gaps)).toBeGreaterThan(130);
});

test("a process that is killed while it asks leaves the gate usable and the interval in force", async () => {
  const server = createServer(() => undefined).listen(0, "127.0.0.1"); // never answers
  await once(server, "listening");
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "tests/store/gate-client.ts", db.url, target, "1"],
    { stdio: "inherit" },
  );
  await once(server, "request");
  child.kill("SIGKILL");
  await once(child, "exit");
  server.close();
  const { rows } = await db.pool.query("SELECT next_at > '-infinity' AS set FROM request_gate");
  expect(rows[0]).toEqual({ set: true });
  expect(await createGate(db.pool, { intervalMs: 0 }).run(ok, soon)).toBe("done");
});

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
