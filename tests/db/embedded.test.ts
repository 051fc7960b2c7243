import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import {
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Lease, leaseEmbedded } from "@/lib/db/embedded/lease";

const CODE = new URL("./embedded-user.ts", import.meta.url).pathname;
const LOOPBACK = "0100007F";
/** A process number that no system here gives out (the highest is 2^22). */
const NO_PROCESS = 4_194_305;

/** Made by the first test and used by most; making one costs more than all the rest. */
let root: string;
let directory: string;
const users: User[] = [];
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "broadsheet-embedded-"));
  directory = path.join(root, "postgres");
});
afterEach(async () => {
  for (const user of users.splice(0)) user.child.kill("SIGKILL");
  const pid = readPid();
  if (pid === process.ppid || !isAlive(pid)) return; // a test may have written our own number there
  process.kill(pid, "SIGQUIT");
  while (isAlive(pid)) await sleep(20);
});
afterAll(() => rm(root, { recursive: true, force: true, maxRetries: 10 }));

test("five processes that open at the same moment share one server; the last to leave stops it", async () => {
  const five = await Promise.all([1, 2, 3, 4, 5].map(() => startUser()));
  const urls = await Promise.all(five.map((user) => user.holds));
  expect(new Set(urls).size).toBe(1);
  const pid = readPid();
  const [last, ...others] = five;
  await Promise.all(others.map((user) => user.release()));
  expect(isAlive(pid)).toBe(true);
  expect(await askServer(urls[0])).toBe(1);
  await last?.release();
  expect(isAlive(pid)).toBe(false);
  expect(await readdir(root)).toEqual(["postgres"]);
});

test("a server whose starter was killed is found, and not started twice", async () => {
  const starter = await startUser();
  const url = await starter.holds;
  const pid = readPid();
  starter.child.kill("SIGKILL");
  await once(starter.child, "exit");
  const lease = await leaseEmbedded(directory);
  expect(lease.url).toBe(url);
  expect(readPid()).toBe(pid);
  await lease.release();
  expect(isAlive(pid)).toBe(false);
});

test("a server that was killed is brought back once, and its holders hold it again", async () => {
  const notices: string[] = [];
  const lease = await leaseEmbedded(directory, { onNotice: (line) => notices.push(line) });
  const other = await startUser();
  await other.holds;
  const killed = readPid();
  process.kill(killed, "SIGKILL");
  await untilAnswers(lease);
  await expect.poll(() => notices).toEqual(["ended unexpectedly; starting it again", "runs again"]);
  expect(readPid()).not.toBe(killed);
  // The other process took its lease again as well: our leaving stops nothing.
  await expect.poll(() => countLeases(lease.url)).toBe(2);
  await lease.release();
  expect(isAlive(readPid())).toBe(true);
  await other.release();
  expect(isAlive(killed)).toBe(false);
});

test("a server comes back on another port when its own was taken, and says where", async () => {
  const moves: string[] = [];
  const lease = await leaseEmbedded(directory, { onMove: (url) => moves.push(url) });
  const before = lease.url;
  const taken = Number(new URL(before).port);
  process.kill(readPid(), "SIGKILL");
  const squatter = await occupy(taken);
  await untilAnswers(lease);
  expect(Number(new URL(lease.url).port)).not.toBe(taken);
  expect(moves).toEqual([lease.url]);
  await lease.release();
  squatter.close();
});

test("a postmaster.pid that names another living process is not believed", async () => {
  await (await leaseEmbedded(directory)).release();
  const { ppid } = process; // PostgreSQL itself would take it for a server
  await writeFile(pidFile(), [ppid, directory, 1, 5432, "", "127.0.0.1", "", "ready"].join("\n"));
  const lease = await leaseEmbedded(directory);
  expect(await askServer(lease.url)).toBe(1);
  expect(readPid()).not.toBe(ppid);
  await lease.release();
});

test("a postmaster.pid that was cut off anywhere does not keep the server from starting", async () => {
  await (await leaseEmbedded(directory)).release();
  const whole = [NO_PROCESS, directory, 1, 5432, "", "127.0.0.1", "1 2", "ready   ", ""].join("\n");
  for (const kept of [0, 2, String(NO_PROCESS).length, whole.length - 5]) {
    await writeFile(pidFile(), whole.slice(0, kept));
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(pidFile(), longAgo, longAgo);
    const lease = await leaseEmbedded(directory);
    expect(await askServer(lease.url)).toBe(1);
    await lease.release();
  }
});

test("killing the first start at any moment leaves nothing that the next one trips over", async () => {
  for (const delay of [100, 350, 700]) {
    const folder = path.join(root, `killed-after-${delay}`, "postgres");
    const user = await startUser({ folder });
    await Promise.race([user.begun.then(() => sleep(delay)), user.holds.catch(() => undefined)]);
    user.child.kill("SIGKILL");
    const lease = await leaseEmbedded(folder);
    expect(await askServer(lease.url)).toBe(1);
    await lease.release();
  }
});

test("what a killed first start left half-made is removed after a while", async () => {
  const [old, young] = [`${directory}.new-abcdef`, `${directory}.new-ghijkl`];
  await mkdir(path.join(old, "postgres"), { recursive: true });
  await mkdir(young);
  const hourAgo = new Date(Date.now() - 3_600_000);
  await utimes(old, hourAgo, hourAgo);
  await (await leaseEmbedded(directory)).release();
  const drafts = (await readdir(root)).filter((name) => name.startsWith("postgres.new-"));
  expect(drafts).toEqual([path.basename(young)]);
  await rm(young, { recursive: true });
});

test("the password is generated for each folder and readable by its owner only", async () => {
  const other = path.join(root, "other");
  for (const folder of [directory, other]) await (await leaseEmbedded(folder)).release();
  const [mine, theirs] = await Promise.all(
    [directory, other].map((folder) => readFile(path.join(folder, "broadsheet.password"), "utf8")),
  );
  expect(mine?.length).toBeGreaterThan(30);
  expect(mine).not.toBe(theirs);
  const { mode } = await stat(path.join(directory, "broadsheet.password"));
  expect((mode & 0o777).toString(8)).toBe("600");
});

test("a folder with a long name, spaces, quotes and other scripts is as good as any", async () => {
  const odd = path.join(root, `it's "a" 数据 %41 $HOME é${"x".repeat(150)}`, "postgres");
  const lease = await leaseEmbedded(odd);
  expect(await askServer(lease.url)).toBe(1);
  await lease.release();
});

test("a folder that holds something else is refused and left alone", async () => {
  const taken = path.join(root, "taken");
  await mkdir(taken);
  await writeFile(path.join(taken, "letter.txt"), "mine");
  await expect(leaseEmbedded(taken)).rejects.toMatchObject({ code: "data_dir_unusable" });
  expect(await readFile(path.join(taken, "letter.txt"), "utf8")).toBe("mine");
});

describe.skipIf(process.platform !== "linux")("on Linux", () => {
  test("the server listens on loopback only, and on no socket file", async () => {
    const lease = await leaseEmbedded(directory);
    const port = Number(new URL(lease.url).port).toString(16).toUpperCase().padStart(4, "0");
    const listening = ["tcp", "tcp6"].flatMap((table) =>
      readFileSync(`/proc/net/${table}`, "utf8")
        .split("\n")
        .map((line) => line.trim().split(/\s+/))
        .filter(([, local, , state]) => state === "0A" && local?.endsWith(`:${port}`))
        .map(([, local]) => local?.split(":")[0]),
    );
    expect(listening).toEqual([LOOPBACK]);
    expect((await readdir(directory)).filter((name) => name.includes(".s.PGSQL"))).toEqual([]);
    await lease.release();
  });
});

describe.skipIf(process.getuid?.() !== 0)("as root", () => {
  test("an ordinary user runs a server of their own", async () => {
    const ids = { uid: 65_534, gid: 65_534 };
    const theirs = await mkdtemp(path.join(tmpdir(), "broadsheet-nobody-"));
    await chown(theirs, ids.uid, ids.gid);
    const user = await startUser({ folder: path.join(theirs, "postgres"), ids });
    expect(await askServer(await user.holds)).toBe(1);
    expect((await stat(path.join(theirs, "postgres"))).uid).toBe(ids.uid);
    await user.release();
    await rm(theirs, { recursive: true, force: true });
  });
});

type User = {
  child: ChildProcessByStdio<Writable, Readable, null>;
  /** When its own code runs. */
  begun: Promise<void>;
  /** The URL, once it holds a lease. */
  holds: Promise<string>;
  release(): Promise<void>;
};

/** Another process that holds a lease; see embedded-user.ts. */
async function startUser(
  options: { folder?: string; ids?: { uid: number; gid: number } } = {},
): Promise<User> {
  const child = spawn(process.execPath, ["--import", "tsx", CODE, options.folder ?? directory], {
    ...options.ids,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout);
  const begun = once(lines, "line").then(() => undefined);
  const holds = new Promise<string>((resolve, reject) => {
    lines.on("line", (line) => line.startsWith("holds ") && resolve(line.slice(6)));
    child.once("exit", () => reject(new Error("ended before it held a lease")));
  });
  holds.catch(() => undefined); // a killed one holds nothing
  const release = async () => {
    child.stdin.write("\n");
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
  };
  const user = { child, begun, holds, release };
  users.push(user);
  return user;
}

async function askServer(url: string | undefined): Promise<number | undefined> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ one: number }>("SELECT 1 AS one");
    return rows[0]?.one;
  } finally {
    await client.end();
  }
}

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

function pidFile(): string {
  return path.join(directory, "postmaster.pid");
}

/** The process number in postmaster.pid, or 0. */
function readPid(): number {
  try {
    return Number(readFileSync(pidFile(), "utf8").split("\n")[0]);
  } catch {
    return 0;
  }
}

/** Whether a process runs; one that ended and was not yet buried by its parent does not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return pid > 0 && readFileSync(`/proc/${pid}/cmdline`, "utf8") !== "";
  } catch {
    return process.platform !== "linux";
  }
}
