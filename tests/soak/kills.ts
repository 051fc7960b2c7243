/** Processes of ours that are killed at their work. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "../db/process-life.ts";
import type { Stage } from "./stage.ts";

type Victims = { command: "harvest" | "worker"; hits: readonly ("process" | "database")[] };
type Moment = "asking" | "storing";

/** Who is killed, and in the middle of what. */
export const KILLS = {
  "harvest-asking": { command: "harvest", hits: ["process"], moment: "asking" },
  "database-storing": { command: "harvest", hits: ["database"], moment: "storing" },
  "worker-storing": { command: "worker", hits: ["process"], moment: "storing" },
  "both-asking": { command: "worker", hits: ["process", "database"], moment: "asking" },
  "database-asking": { command: "worker", hits: ["database"], moment: "asking" },
  "harvest-storing": { command: "harvest", hits: ["process"], moment: "storing" },
  "both-storing": { command: "harvest", hits: ["process", "database"], moment: "storing" },
  "worker-asking": { command: "worker", hits: ["process"], moment: "asking" },
} as const satisfies Record<string, Victims & { moment: Moment }>;
export type Kill = keyof typeof KILLS;

export type KillReport = {
  /** How the process ended: its code, or the signal. */
  ended: number | string;
  /** False where it was through before the moment came. */
  isHit: boolean;
  output: string;
};

/** How long a process may take to start, to come to the moment, and to find its database again. */
const PATIENCE_MS = 60_000;
/** What a worker is given to go on with after its database came back. */
const LINGER_MS = 1500;
const ROOT = path.resolve(import.meta.dirname, "../..");

/**
 * Starts a harvest or a worker at the simulated time and kills it, its database or both with SIGKILL:
 * at its request number `request` while the answer drips, or in the middle of the first transaction
 * that announces something after that.
 */
export async function playKill(
  stage: Stage,
  { kill, request, now }: { kill: Kill; request: number; now: Date },
): Promise<KillReport> {
  const { command, hits, moment } = KILLS[kill];
  const { arxiv } = stage;
  const target = arxiv.log.entries.length + request;
  if (moment === "asking") {
    arxiv.faults.add({ name: "slow-answer", after: request - 1, dripMilliseconds: 20 });
  }
  const process_ = startProcess(stage, command, now);
  const release = { lock: async () => undefined as undefined };
  let isHit = await waitFor(() => arxiv.log.entries.length >= target, process_);
  if (isHit && moment === "storing") isHit = await holdStore(stage, process_, release);
  if (isHit) {
    const isKilled = (who: "process" | "database") => hits.some((hit) => hit === who);
    const start = await readStart(stage);
    if (isKilled("process")) process_.child.kill("SIGKILL");
    if (isKilled("database")) await killDatabase(stage);
    await release.lock();
    if (isKilled("database")) await untilReplaced(stage, start);
  }
  await release.lock();
  arxiv.faults.clear();
  if (command === "worker" && process_.child.exitCode === null) {
    await Promise.race([process_.ended, sleep(LINGER_MS)]);
    process_.child.kill("SIGTERM");
  }
  const ended = await Promise.race([
    process_.ended,
    sleep(PATIENCE_MS, "still running", { ref: false }),
  ]);
  if (ended === "still running") process_.child.kill("SIGKILL");
  return { ended, isHit, output: process_.output() };
}

type Process = ReturnType<typeof startProcess>;

function startProcess({ environment }: Stage, command: string, now: Date) {
  const loaders = ["--import", "tsx", "--import", "./tests/soak/shifted-clock.ts"];
  const child = spawn(process.execPath, [...loaders, `scripts/${command}.ts`], {
    cwd: ROOT,
    // Nothing of the environment of whoever runs this, except what a process needs to start.
    env: {
      NODE_ENV: "test",
      TZ: "Asia/Kathmandu",
      PATH: process.env["PATH"] ?? "",
      ...environment,
      SOAK_NOW: now.toISOString(),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
  }
  let hasEnded = false;
  const ended = once(child, "close").then(([code, signal]) => {
    hasEnded = true;
    return (code ?? signal) as number | string;
  });
  return { child, ended, output: () => text, hasEnded: () => hasEnded };
}

async function waitFor(test: () => boolean | Promise<boolean>, by: Process): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await test())) {
    if (by.hasEnded() || Date.now() > deadline) return false;
    // A worker whose harvest is through never comes to it.
    if (/^stored \d+ new/m.test(by.output())) return false;
    await sleep(3);
  }
  return true;
}

/** Keeps announcements from being written until `release.lock`, and waits for somebody who wants to. */
async function holdStore(
  { db }: Stage,
  by: Process,
  release: { lock: () => Promise<void> },
): Promise<boolean> {
  const client = await db.pool.connect();
  await client.query("BEGIN; LOCK TABLE announcement IN SHARE MODE");
  release.lock = async () => {
    release.lock = async () => undefined;
    await client.query("ROLLBACK").catch(() => undefined); // its server may be gone
    client.release(true);
  };
  return waitFor(async () => {
    const { rowCount } = await client.query(
      "SELECT FROM pg_locks WHERE relation = 'announcement'::regclass AND NOT granted",
    );
    return rowCount !== 0;
  }, by);
}

async function killDatabase({ dataDir }: Stage): Promise<void> {
  const file = path.join(dataDir, "postgres", "postmaster.pid");
  const pid = Number((await readFile(file, "utf8")).split("\n")[0]);
  process.kill(pid, "SIGKILL");
  while (isAlive(pid)) await sleep(5);
}

/** When the server that answers was started. */
async function readStart({ db }: Stage): Promise<string> {
  const { rows } = await db.pool.query<{ start: string }>(
    "SELECT pg_postmaster_start_time()::text AS start",
  );
  return rows[0]?.start ?? "";
}

/** Until a server other than the killed one answers: whoever holds a lease brings it back. */
async function untilReplaced(stage: Stage, killed: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    // Sessions of the killed server may live on for a moment.
    const start = await readStart(stage).catch((error: unknown) => {
      if (Date.now() > deadline) throw error;
      return killed;
    });
    if (start !== killed) return;
    await sleep(50);
  }
}
