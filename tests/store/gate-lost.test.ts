import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/lib/db/client";
import type { Gate } from "@/lib/gate";
import { createGate } from "@/lib/store/gate";
import { createTestDatabase } from "@/tests/db/database";
import { countForeground, endAskingSession, endWaitingSessions } from "./gate-bystander";

const INTERVAL_MS = 50;
const PATIENCE = { timeout: 40_000, interval: 5 };

let db: Database;
let gate: Gate;
/** What was done in a turn, in order. */
let done: string[];
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  done = [];
  gate = createGate(db.pool, { intervalMs: INTERVAL_MS });
  await db.pool.query(
    "UPDATE request_gate SET next_at = '-infinity', failures = 0, blocked_reason = NULL",
  );
});

/** Each turn opens a connection of its own, so that one process is as good here as many. */
function ask(name: string, { isBackground = false } = {}): Promise<string> {
  const act = async () => {
    done.push(name);
    return { value: name, verdict: { kind: "ok" } } as const;
  };
  return gate.run(act, { maxWaitMs: 40_000, isBackground });
}

/** Asks arXiv until it is called off, or allowed to end. */
function askSlowly(name: string) {
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const turn = gate.run(
    async (signal) => {
      done.push(name);
      const calledOff = new Promise<never>((_, reject) => {
        signal.addEventListener("abort", () => {
          done.push(`${name} is called off`);
          reject(signal.reason);
        });
      });
      await Promise.race([finished, calledOff]);
      return { value: name, verdict: { kind: "ok" } };
    },
    { maxWaitMs: 40_000 },
  );
  turn.catch(() => undefined);
  return { turn, finish, begun: vi.waitFor(() => expect(done).toContain(name), PATIENCE) };
}

const foreground = (count: number) =>
  vi.waitFor(async () => expect(await countForeground(db.pool)).toBe(count), PATIENCE);

test("a request is called off before the next may begin when its session ends", async () => {
  const first = askSlowly("first");
  await first.begun;
  const second = ask("second");
  await endAskingSession(db.pool);
  await expect(first.turn).rejects.toMatchObject({ code: "database_unreachable" });
  await second;
  expect(done).toEqual(["first", "first is called off", "second"]);
});

test("a request is called off when the database no longer confirms its turn", async () => {
  const first = askSlowly("first");
  await first.begun;
  const other = new pg.Client({ connectionString: db.url });
  await other.connect();
  await other.query("BEGIN; LOCK TABLE request_gate IN EXCLUSIVE MODE"); // it can only be read now
  await expect(first.turn).rejects.toMatchObject({ code: "database_unreachable" });
  await other.query("COMMIT");
  await other.end();
  expect(await ask("second")).toBe("second");
});

test("a request that takes longer than its lease keeps its turn", async () => {
  const first = askSlowly("first");
  await first.begun;
  const second = ask("second");
  await sleep(2500); // the lease is one second
  expect(done).toEqual(["first"]);
  first.finish();
  await Promise.all([first.turn, second]);
  expect(done).toEqual(["first", "second"]);
});

test("a refusal is kept although the session ended while it was on its way", async () => {
  const refused = gate.run(
    async (signal) => {
      await endAskingSession(db.pool);
      await vi.waitFor(() => expect(signal.aborted).toBe(true), PATIENCE);
      return { value: null, verdict: { kind: "blocked", reason: "403 Access Denied" } };
    },
    { maxWaitMs: 40_000 },
  );
  await refused;
  await expect(ask("second")).rejects.toMatchObject({ code: "arxiv_blocked" });
});

test("the background waits until nobody waits in the foreground", async () => {
  const first = askSlowly("first");
  await first.begun;
  const background = ask("background", { isBackground: true });
  const others = [ask("daily 1"), ask("daily 2"), ask("daily 3")];
  await foreground(4);
  first.finish();
  await Promise.all([...others, background]);
  expect(done).toHaveLength(5);
  expect(done.at(-1)).toBe("background");
});

test("the background is not held back by whoever vanished while waiting", async () => {
  const first = askSlowly("first");
  await first.begun;
  const vanished = ask("daily");
  vanished.catch(() => undefined);
  await foreground(2);
  await endWaitingSessions(db.pool);
  await expect(vanished).rejects.toMatchObject({ code: "database_unreachable" });
  first.finish();
  expect(await ask("background", { isBackground: true })).toBe("background");
});

test("waiting takes no connection from the work that goes on meanwhile", async () => {
  const pool = new pg.Pool({ connectionString: db.url, max: 1, connectionTimeoutMillis: 5000 });
  const small = createGate(pool, { intervalMs: 0 });
  const values = await Promise.all(
    [1, 2, 3].map((value) =>
      small.run(
        async () => {
          await pool.query("SELECT 1");
          return { value, verdict: { kind: "ok" } };
        },
        { maxWaitMs: 40_000 },
      ),
    ),
  );
  expect(values).toEqual([1, 2, 3]);
  await pool.end();
});
