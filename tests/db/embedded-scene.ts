import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { isAlive } from "./process-life";

const CODE = new URL("./embedded-user.ts", import.meta.url).pathname;

/** Another process that holds a lease; see embedded-user.ts. */
type User = {
  child: ChildProcessByStdio<Writable, Readable, null>;
  /** When its own code runs. */
  begun: Promise<void>;
  /** The URL, once it holds a lease. */
  holds: Promise<string>;
  release(): Promise<void>;
};

type UserOptions = { folder?: string; ids?: { uid: number; gid: number } };

/** A folder for an embedded server of the test file's own, and other processes that use it. */
export type EmbeddedScene = {
  readonly root: string;
  /** Made by the first test that uses it, kept for the rest: making one costs more than they do. */
  readonly directory: string;
  startUser(options?: UserOptions): User;
  pidFile(): string;
  /** The process number in postmaster.pid, or 0. */
  readPid(): number;
};

/**
 * The scene of the test file that calls this, once and outside its tests. No user and no server is
 * left after a test, and no file after the last.
 */
export function prepareEmbeddedScene(): EmbeddedScene {
  let root = "";
  const users: User[] = [];
  const scene: EmbeddedScene = {
    get root() {
      return root;
    },
    get directory() {
      return path.join(root, "postgres");
    },
    startUser({ folder = scene.directory, ids } = {}) {
      const user = startUser(folder, ids);
      users.push(user);
      return user;
    },
    pidFile: () => path.join(scene.directory, "postmaster.pid"),
    readPid() {
      try {
        return Number(readFileSync(scene.pidFile(), "utf8").split("\n")[0]);
      } catch {
        return 0;
      }
    },
  };
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), "broadsheet-embedded-"));
  });
  afterEach(async () => {
    for (const user of users.splice(0)) user.child.kill("SIGKILL");
    const pid = scene.readPid();
    if (pid === process.ppid || !isAlive(pid)) return; // a test may have written our own number there
    process.kill(pid, "SIGQUIT");
    while (isAlive(pid)) await sleep(20);
  });
  afterAll(() => rm(root, { recursive: true, force: true, maxRetries: 10 }));
  return scene;
}

/** 1, where the server at `url` answers. */
export async function askServer(url: string | undefined): Promise<number | undefined> {
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

function startUser(folder: string, ids: UserOptions["ids"]): User {
  const child = spawn(process.execPath, ["--import", "tsx", CODE, folder], {
    ...ids,
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
  return { child, begun, holds, release };
}
