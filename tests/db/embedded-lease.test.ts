import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect, test } from "vitest";
import { type Lease, leaseEmbedded } from "@/lib/db/embedded/lease";
import { askServer, prepareEmbeddedScene } from "./embedded-scene";
import { isAlive } from "./process-life";

const scene = prepareEmbeddedScene();

test("five processes that open at the same moment share one server; the last to leave stops it", async () => {
  const five = [1, 2, 3, 4, 5].map(() => scene.startUser());
  const urls = await Promise.all(five.map((user) => user.holds));
  expect(new Set(urls).size).toBe(1);
  const pid = scene.readPid();
  const [last, ...others] = five;
  await Promise.all(others.map((user) => user.release()));
  expect(isAlive(pid)).toBe(true);
  expect(await askServer(urls[0])).toBe(1);
  await last?.release();
  expect(isAlive(pid)).toBe(false);
  expect(await readdir(scene.root)).toEqual(["postgres"]);
});

test("a server whose starter was killed is found, and not started twice", async () => {
  const starter = scene.startUser();
  const url = await starter.holds;
  const pid = scene.readPid();
  starter.child.kill("SIGKILL");
  await once(starter.child, "exit");
  const lease = await leaseEmbedded(scene.directory);
  expect(lease.url).toBe(url);
  expect(scene.readPid()).toBe(pid);
  await lease.release();
  expect(isAlive(pid)).toBe(false);
});

test("a server that was killed is brought back once, and its holders hold it again", async () => {
  const notices: string[] = [];
  const lease = await leaseEmbedded(scene.directory, { onNotice: (line) => notices.push(line) });
  const other = scene.startUser();
  await other.holds;
  const killed = scene.readPid();
  process.kill(killed, "SIGKILL");
  await untilAnswers(lease);
  await expect.poll(() => notices).toEqual(["ended unexpectedly; starting it again", "runs again"]);
  expect(scene.readPid()).not.toBe(killed);
  // The other process took its lease again as well: our leaving stops nothing.
  await expect.poll(() => countLeases(lease.url)).toBe(2);
  await lease.release();
  expect(isAlive(scene.readPid())).toBe(true);
  await other.release();
  expect(isAlive(killed)).toBe(false);
});

test("a server comes back on another port when its own was taken, and says where", async () => {
  const moves: string[] = [];
  const lease = await leaseEmbedded(scene.directory, { onMove: (url) => moves.push(url) });
  const before = lease.url;
  const taken = Number(new URL(before).port);
  process.kill(scene.readPid(), "SIGKILL");
  const squatter = await occupy(taken);
  await untilAnswers(lease);
  expect(Number(new URL(lease.url).port)).not.toBe(taken);
  expect(moves).toEqual([lease.url]);
  await lease.release();
  squatter.close();
});

async function countLeases(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND granted",
  );
  await client.end();
  return rows[0]?.count ?? 0;
}

async function untilAnswers(lease: Lease): Promise<void> {
  await expect
    .poll(() => askServer(lease.url).catch(() => 0), { timeout: 30_000, interval: 50 })
    .toBe(1);
}

/** Listens on a port as soon as it is free. */
async function occupy(port: number) {
  for (;;) {
    const server = createServer((socket) => socket.destroy());
    const isOurs = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => resolve(true));
    });
    if (isOurs) return server;
    await sleep(1);
  }
}
