import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A running `npm start`, without npm. */
export type Site = {
  url: string;
  supervisor: ChildProcess;
  /** What it said so far. */
  lines: string[];
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | string>;
};

/** A folder of data that is gone when the tests are. */
export async function makeDataDir(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "broadsheet-site-"));
}

/** Starts the supervisor on a folder of data, with an arXiv that answers nothing. */
export async function startSite(dataDir: string, options: { port?: number } = {}): Promise<Site> {
  const port = options.port ?? (await findPort());
  const nowhere = `http://127.0.0.1:${await findPort()}`;
  const supervisor = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
    env: {
      ...withoutDatabaseUrl(),
      DATA_DIR: dataDir,
      PORT: String(port),
      ARXIV_RSS_URL: nowhere,
      ARXIV_API_URL: `${nowhere}/api/query`,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => lines.push(...text.split("\n")));
  }
  const ended = once(supervisor, "exit").then(([code, signal]) => code ?? signal);
  return { url: `http://127.0.0.1:${port}`, supervisor, lines, ended };
}

/** The status of a page, or 0 where nobody answers. */
export async function statusOf(site: Site, page: string): Promise<number> {
  const answer = await fetch(`${site.url}${page}`, { signal: AbortSignal.timeout(5_000) }).catch(
    () => null,
  );
  await answer?.text();
  return answer?.status ?? 0;
}

/** Waits until the site answers and has its database. */
export async function untilReady(site: Site): Promise<void> {
  let hasEnded = false;
  void site.ended.then(() => {
    hasEnded = true;
  });
  while ((await statusOf(site, "/readyz")) !== 200) {
    if (hasEnded) throw new Error(`it ended:\n${site.lines.join("\n")}`);
    await sleep(50);
  }
}

/** Numbers of the processes of a script below a supervisor; its own descendants only. */
export async function findChildren(site: Site, script: string): Promise<number[]> {
  const file = `/proc/${site.supervisor.pid}/task/${site.supervisor.pid}/children`;
  const pids = (await readFile(file, "utf8")).trim().split(" ").map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => ((await commandOf(pid)).includes(script) ? pid : 0)),
  );
  return found.filter(Boolean);
}

/** The number of the database's process, or 0. */
export async function findDatabase(dataDir: string): Promise<number> {
  const file = path.join(dataDir, "postgres", "postmaster.pid");
  return Number((await readFile(file, "utf8").catch(() => "")).split("\n")[0]);
}

/** Numbers of all processes that still run on a folder of data. */
export async function findLeftovers(dataDir: string): Promise<number[]> {
  const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 0 && pid !== process.pid);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const variables = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
      return variables.split("\0").includes(`DATA_DIR=${dataDir}`) ? pid : 0;
    }),
  );
  return found.filter(Boolean);
}

/** Ends whatever still runs on a folder of data and removes it. */
export async function clearAway(dataDir: string): Promise<void> {
  for (const pid of await findLeftovers(dataDir)) process.kill(pid, "SIGKILL");
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

async function commandOf(pid: number): Promise<string> {
  return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
}

function withoutDatabaseUrl(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...others } = process.env;
  return others;
}

async function findPort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}
