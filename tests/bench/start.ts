import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type BenchRow, timed } from "@/tests/bench/row";

const GOAL = { first: 40, second: 6 };

/**
 * `npm start` from nothing (no data, no build) until the first page has come, and again. Baseline:
 * the page builder alone.
 */
export async function measureStart(dataDir: string, port: number): Promise<BenchRow[]> {
  await rm(".next", { recursive: true, force: true });
  const [buildSeconds] = await timed(() =>
    finish(run(["node_modules/next/dist/bin/next", "build"], {})),
  );
  await rm(".next", { recursive: true, force: true });
  const settings = { DATA_DIR: dataDir, PORT: String(port), ...DEAF };
  const first = await startUntilPage(settings, port);
  const second = await startUntilPage(settings, port);
  return [
    {
      name: "first start, to the first page",
      value: `${first.toFixed(1)} s`,
      goal: `${GOAL.first} s`,
      isReached: first < GOAL.first,
      baseline: `${(first / buildSeconds).toFixed(2)} times the page builder alone (${buildSeconds.toFixed(1)} s)`,
    },
    {
      name: "second start, to the first page",
      value: `${second.toFixed(1)} s`,
      goal: `${GOAL.second} s`,
      isReached: second < GOAL.second,
      baseline: `${(second / first).toFixed(2)} of the first`,
    },
  ];
}

/** A benchmark does not ask arXiv: nothing listens there. */
const DEAF = {
  ARXIV_RSS_URL: "http://127.0.0.1:9",
  ARXIV_API_URL: "http://127.0.0.1:9/api/query",
};

async function startUntilPage(settings: Record<string, string>, port: number): Promise<number> {
  const started = performance.now();
  const child = run(["--import", "tsx", "scripts/start.ts"], settings);
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    if (answer?.ok && (await answer.text()).includes("</html>")) break;
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
    await sleep(50);
  }
  const seconds = (performance.now() - started) / 1000;
  child.kill("SIGTERM");
  await finish(child);
  return seconds;
}

function run(args: string[], settings: Record<string, string>): ChildProcess {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    ...settings,
  };
  return spawn(process.execPath, args, { env, stdio: "ignore" });
}

async function finish(child: ChildProcess): Promise<void> {
  if (child.exitCode === null) await once(child, "exit");
}
