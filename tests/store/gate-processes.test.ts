import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/lib/db/client";
import { openGate } from "@/lib/store/gate";
import { examplePapers } from "@/tests/arxiv/paper-examples";
import { createRandom } from "@/tests/arxiv/random";
import { type SimulatedArxiv, startSimulatedArxiv } from "@/tests/arxiv/server";
import { createTestDatabase } from "@/tests/db/database";
import { endAskingSession } from "./gate-bystander";
import { type GateClient, killAll, startGateClient } from "./gate-clients";

const DAY = "2026-08-12";
const INTERVAL_MS = 120;
const PROCESSES = 10;
/** For a machine with other work; on a free one all of it takes some ten seconds. */
const LIMIT_MS = 150_000;
const PATIENCE = { timeout: LIMIT_MS - 10_000, interval: 5 };
const random = createRandom(3);

let db: Database;
let arxiv: SimulatedArxiv;
/** Ten processes that ask without end, through all tests; the killed ones are replaced. */
let clients: GateClient[] = [];
beforeAll(async () => {
  db = await createTestDatabase();
  arxiv = await startSimulatedArxiv({ papers: examplePapers(3, DAY), day: DAY });
  clients = Array.from({ length: PROCESSES }, start);
});
afterAll(async () => {
  await killAll(clients);
  await arxiv.close();
  await db.close();
});
beforeEach(() => {
  arxiv.faults.clear();
  // Some answers take far longer than the interval.
  const slow = { name: "slow-answer", dripMilliseconds: 5, times: "always" } as const;
  arxiv.faults.add({ ...slow, probability: 0.2, seed: 1 });
});

function start(): GateClient {
  const target = `${arxiv.url}/rss/cs.LG`;
  return startGateClient({ databaseUrl: db.url, target, intervalMs: INTERVAL_MS });
}

/** Waits for so many more requests, and then a moment that is another each time. */
async function waitForRequests(count: number): Promise<void> {
  const { entries } = arxiv.log;
  const wanted = entries.length + count;
  await vi.waitFor(() => expect(entries.length).toBeGreaterThanOrEqual(wanted), PATIENCE);
  await new Promise((resolve) => setTimeout(resolve, random() * 2 * INTERVAL_MS));
}

/** That nobody waits for ever: every process gets a request through from now on. */
async function expectEveryTurn(): Promise<void> {
  const before = clients.map(({ lines }) => lines().length);
  const after = () => clients.map(({ lines }, index) => lines().slice(before[index]));
  await vi.waitFor(() => {
    for (const lines of after()) expect(lines).toContain("asked");
  }, PATIENCE);
}

function expectPoliteness(): void {
  const { log } = arxiv;
  expect(log.entries.length).toBeGreaterThan(PROCESSES);
  expect(log.overlaps()).toEqual([]);
  expect(log.maxInFlight()).toBe(1);
  expect(log.smallestGapMs()).toBeGreaterThanOrEqual(INTERVAL_MS);
  const before = log.entries.slice(0, Math.min(firstCutOff(), calledOffFrom));
  expect(before.length).toBeGreaterThan(0);
  expect(before.filter(({ connections }) => connections > 1)).toEqual([]);
}

/**
 * The request from which on one may have been called off. After that Node's fetch opens one more
 * connection, and asks nothing on it for the four seconds until it closes, also where the answer had
 * left arXiv by then. In earnest nobody else may ask for longer than that.
 */
let calledOffFrom = Number.POSITIVE_INFINITY;

function firstCutOff(): number {
  const index = arxiv.log.entries.findIndex(({ status }) => status === null);
  return index === -1 ? Number.POSITIVE_INFINITY : index;
}

vi.setConfig({ testTimeout: LIMIT_MS });

test("ten processes ask one at a time and an interval apart, also when some are killed", async () => {
  await expectEveryTurn();
  for (let index = 0; index < 3; index++) {
    await waitForRequests(2);
    const killed = clients[index];
    if (killed) await killAll([killed]);
    clients[index] = start();
  }
  await expectEveryTurn();
  expectPoliteness();
});

test("they do so when the database ends the session of whoever asks", async () => {
  const cutOff = () => clients.flatMap(({ lines }) => lines()).filter((line) => line !== "asked");
  const before = cutOff().length;
  calledOffFrom = arxiv.log.entries.length;
  await vi.waitFor(async () => {
    await waitForRequests(1);
    await endAskingSession(db.pool);
    expect(cutOff().length - before).toBeGreaterThanOrEqual(3);
  }, PATIENCE);
  expect(new Set(cutOff())).toEqual(new Set(["database_unreachable"]));
  await expectEveryTurn();
  expectPoliteness();
});

test("a 403 to one stops them all, says what to do, and lasts until a person opens the gate", async () => {
  await expectEveryTurn();
  arxiv.faults.add({ name: "access-denied" });
  const codes = await Promise.all(clients.map(({ ended }) => ended));
  expect(codes).toEqual(clients.map(() => 1));
  for (const client of clients) expect(client.lines().at(-1)).toBe("arxiv_blocked");
  const told = clients.filter(({ errors }) => errors().includes("npm run harvest -- --unblock"));
  expect(told).toHaveLength(PROCESSES - 1); // the one that was refused is told by arXiv
  expect(arxiv.log.entries.filter(({ status }) => status === 403)).toHaveLength(1);
  expect(arxiv.log.entries.at(-1)?.status).toBe(403);
  expectPoliteness();

  expect(await openGate(db.pool)).toContain("answered 403");
  clients = [start()];
  await expectEveryTurn();
});
