import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import type { Database } from "@/lib/db/client";
import { type BenchRow, timed } from "@/tests/bench/row";

const GOAL = { perSecond: 2000, megabytes: 400 };

/**
 * `npm run import` of the files as a process of its own, all indexes in place. Baseline: the same
 * lines unzipped, parsed and put into a table of one column without any index.
 */
export async function measureImport(db: Database, files: readonly string[]): Promise<BenchRow[]> {
  const [bareSeconds, bareCount] = await timed(() => insertBare(db, files));
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "scripts/import.ts", "--no-tags", ...files],
    {
      env: { ...process.env, DATABASE_URL: db.url },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  let peak = 0;
  const exit = once(child, "exit");
  let isOver = false;
  void exit.then(() => {
    isOver = true;
  });
  while (!isOver) {
    peak = Math.max(peak, peakMegabytes(child.pid ?? 0));
    await Promise.race([sleep(200), exit]);
  }
  const seconds = (performance.now() - started) / 1000;
  const { rows } = await db.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM paper",
  );
  const count = rows[0]?.count ?? 0;
  const [rate, bareRate] = [count / seconds, bareCount / bareSeconds];
  return [
    {
      name: `import of ${count} papers`,
      value: `${Math.round(rate)} papers/s (${seconds.toFixed(0)} s)`,
      goal: `${GOAL.perSecond} papers/s`,
      isReached: rate >= GOAL.perSecond,
      baseline: `${(rate / bareRate).toFixed(2)} of lines into a bare table (${Math.round(bareRate)}/s)`,
    },
    {
      name: "import, memory at most",
      value: `${Math.round(peak)} MB`,
      goal: `${GOAL.megabytes} MB`,
      isReached: peak < GOAL.megabytes,
      baseline: "",
    },
  ];
}

async function insertBare({ pool }: Database, files: readonly string[]): Promise<number> {
  await pool.query("CREATE TABLE bare (line jsonb)");
  let count = 0;
  for (const file of files) {
    const lines = gunzipSync(readFileSync(file)).toString("utf8").split("\n").filter(Boolean);
    for (let start = 0; start < lines.length; start += 1000) {
      const values = lines.slice(start, start + 1000).map((line) => JSON.parse(line));
      await pool.query("INSERT INTO bare SELECT jsonb_array_elements($1::jsonb)", [
        JSON.stringify(values),
      ]);
      count += values.length;
    }
  }
  await pool.query("DROP TABLE bare");
  return count;
}

/** Most memory the process has held so far (VmHWM), in megabytes. */
function peakMegabytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0; // ended between two looks
  }
}
