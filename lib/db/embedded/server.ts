import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cannotRun, findBinaries } from "@/lib/db/embedded/binaries";
import { createCluster, EMBEDDED_NAME, readPassword, unusable } from "@/lib/db/embedded/cluster";
import { chooseOsUser } from "@/lib/db/embedded/os-user";
import { choosePort } from "@/lib/db/embedded/port";
import {
  discardStalePidFile,
  findPostmaster,
  isServerOf,
  type Postmaster,
} from "@/lib/db/embedded/postmaster";
import { openServerLog } from "@/lib/db/embedded/server-log";

/**
 * How long to go on, in milliseconds: after starts that failed for a reason that passes (a server
 * whose pid file was damaged notices within a minute), for a server that lives but is not ready
 * (recovery after a kill), and for one that was told to stop.
 */
const PATIENCE = { failing: 90_000, recovering: 15 * 60_000, stopping: 60_000 };
const POLL_MS = 20;

/** Server settings that differ from PostgreSQL's own: a small machine with one busy application. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "256MB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "2GB",
  max_connections: "60",
  // Lines in the server's log only matter when something is wrong.
  log_min_messages: "warning",
  random_page_cost: "1.1",
};

/**
 * The URL of the embedded server whose files are in `directory`: the one that runs, or a new one.
 * Any number of processes may call this at once; PostgreSQL's own lock file lets one server win.
 * @throws AppError `data_dir_unusable` with the server's own words when it does not start.
 */
export async function startEmbedded(directory: string): Promise<string> {
  await makeFolder(path.dirname(directory)).catch((cause) => {
    throw unusable(directory, cause);
  });
  await createCluster(directory);
  const { port } = await bringUp(directory);
  const password = await readPassword(directory);
  return `postgresql://${EMBEDDED_NAME}:${password}@127.0.0.1:${port}/${EMBEDDED_NAME}`;
}

/**
 * A folder with all above it, one by one: told to make them all, Node tries for ever where a file
 * system that has no folders of ours (/proc) answers that the parent it just made is not there.
 */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error; // another process was quicker
  });
}

/** Stops the server and waits until it is gone; quiet when none runs. */
export async function stopEmbedded(directory: string): Promise<void> {
  const running = await findPostmaster(directory);
  if (!running) return;
  try {
    process.kill(running.pid, "SIGINT"); // "fast": ends sessions, loses nothing
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
  const deadline = Date.now() + PATIENCE.stopping;
  while (isServerOf(directory, running.pid) && Date.now() < deadline) await sleep(POLL_MS);
}

async function bringUp(directory: string): Promise<Postmaster> {
  const deadline = Date.now() + PATIENCE.failing;
  for (;;) {
    const found = await findPostmaster(directory);
    const isThere = () => found !== null && isServerOf(directory, found.pid);
    const launched = (await untilReady(directory, isThere)) ?? (await launch(directory));
    if (typeof launched !== "string") return launched;
    // Another process was quicker; or, after a kill, the old server's children hold its memory.
    const isPassing = /lock file|shared memory block|Address already in use/.test(launched);
    if (!isPassing || Date.now() > deadline) throw unusable(directory, new Error(launched));
    await sleep(300);
  }
}

/** Starts a server; resolves with what it said where it does not come up. */
async function launch(directory: string): Promise<Postmaster | string> {
  await discardStalePidFile(directory);
  const port = await choosePort(directory);
  const log = await openServerLog(directory);
  const child = await spawnServer({ directory, port, output: log.fd }).finally(log.close);
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  return (await untilReady(directory, isRunning)) ?? (await log.readLastWords());
}

async function untilReady(directory: string, isRunning: () => boolean): Promise<Postmaster | null> {
  const deadline = Date.now() + PATIENCE.recovering;
  while (isRunning() && Date.now() < deadline) {
    const running = await findPostmaster(directory);
    if (running?.isReady) return running;
    await sleep(POLL_MS);
  }
  return null;
}

async function spawnServer(options: {
  directory: string;
  port: number;
  output: number;
}): Promise<ChildProcess> {
  const { directory, port, output } = options;
  const user = chooseOsUser(directory);
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const [program = "", ...rest] = [
    ...user.prefix,
    ...[findBinaries().postgres, "-D", directory, "-p", String(port)],
    ...settings,
  ];
  // Detached: a Ctrl-C in the terminal must not reach the server before its clients.
  const child = spawn(program, rest, {
    ...user.ids,
    detached: true,
    stdio: ["ignore", output, output],
  });
  await once(child, "spawn").catch((cause) => {
    throw cannotRun(program, cause);
  });
  child.unref();
  return child;
}
