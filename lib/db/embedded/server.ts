import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, open, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findBinaries } from "@/lib/db/embedded/binaries";
import { createCluster, EMBEDDED_NAME, readPassword, unusable } from "@/lib/db/embedded/cluster";
import { chooseOsUser } from "@/lib/db/embedded/os-user";
import {
  clearStalePidFile,
  findPostmaster,
  isAlive,
  type Postmaster,
} from "@/lib/db/embedded/postmaster";

/** How long starting or stopping may take before it counts as failed, in milliseconds. */
const PATIENCE_MS = 60_000;

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
 * @throws AppError `data_dir_unusable` with the server's own words when it does not start.
 */
export async function startEmbedded(directory: string): Promise<string> {
  await mkdir(path.dirname(directory), { recursive: true }).catch((cause) => {
    throw unusable(directory, cause);
  });
  await createCluster(directory);
  const running = (await findPostmaster(directory)) ?? (await launch(directory));
  const password = await readPassword(directory);
  return `postgresql://${EMBEDDED_NAME}:${password}@127.0.0.1:${running.port}/${EMBEDDED_NAME}`;
}

/** Stops the server and waits until it is gone; quiet when none runs. */
export async function stopEmbedded(directory: string): Promise<void> {
  const running = await findPostmaster(directory);
  if (!running) return;
  process.kill(running.pid, "SIGINT"); // "fast": ends sessions, loses nothing
  const deadline = Date.now() + PATIENCE_MS;
  while (isAlive(running.pid) && Date.now() < deadline) await sleep(20);
}

async function launch(directory: string): Promise<Postmaster> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    await clearStalePidFile(directory);
    const child = await spawnServer(directory);
    const running = await waitUntilListening(directory, child, deadline);
    if (running) return running;
    const words = await lastWords(directory);
    // After a kill, the old server's children hold its memory for a moment.
    const isPassing = /lock file|shared memory block|Address already in use/.test(words);
    if (!isPassing || Date.now() > deadline) throw unusable(directory, new Error(words));
    await sleep(300);
  }
}

async function spawnServer(directory: string): Promise<ChildProcess> {
  const port = await choosePort(directory);
  const user = chooseOsUser(directory);
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const [program, ...rest] = [
    ...user.prefix,
    ...[findBinaries().postgres, "-D", directory, "-p", String(port)],
    ...settings,
  ];
  const log = await open(logFile(directory), "w", 0o600).catch((cause) => {
    throw unusable(directory, cause);
  });
  // Detached: a Ctrl-C in the terminal must not reach the server before its clients.
  const child = spawn(program ?? "", rest, {
    ...user.ids,
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  await once(child, "spawn");
  await log.close();
  child.unref();
  return child;
}

async function waitUntilListening(directory: string, child: ChildProcess, deadline: number) {
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const status = await readFile(path.join(directory, "postmaster.pid"), "utf8").catch(() => "");
    // The last line turns to "ready" when connections are taken.
    if (status.split("\n")[7]?.trim() === "ready") {
      const running = await findPostmaster(directory);
      if (running) return running;
    }
    await sleep(20);
  }
  return null;
}

/** The port of last time when it is free, so that pools of other processes find their way back. */
async function choosePort(directory: string): Promise<number> {
  const file = path.join(directory, "broadsheet.port");
  const last = Number(await readFile(file, "utf8").catch(() => "0"));
  const port = (last && (await probePort(last))) || (await probePort(0));
  await writeFile(file, String(port), { mode: 0o600 }).catch((cause) => {
    throw unusable(directory, cause);
  });
  return port;
}

function probePort(port: number): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(0));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function lastWords(directory: string): Promise<string> {
  const text = await readFile(logFile(directory), "utf8").catch(() => "");
  return text.trim().split("\n").slice(-6).join("\n") || "the server ended without a word";
}

function logFile(directory: string): string {
  return path.join(directory, "broadsheet.log");
}
