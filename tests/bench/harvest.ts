import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Database } from "@/lib/db/client";
import { parseEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Day } from "@/lib/paper";
import { openArxiv } from "@/lib/pipeline/arxiv-access";
import { harvest } from "@/lib/pipeline/harvest";
import { harvestOaiList } from "@/lib/pipeline/harvest-oai";
import { createReport } from "@/lib/pipeline/harvest-report";
import { createClock } from "@/tests/arxiv/clock";
import { easternInstant } from "@/tests/arxiv/eastern";
import { createHistory } from "@/tests/arxiv/history";
import { startSimulatedArxiv } from "@/tests/arxiv/server";
import { type BenchRow, timed } from "@/tests/bench/row";

const GOAL = { perSecond: 1500, requests: 40, megabytes: 300 };
const FOLLOWED = ["cs.LG", "cs.CL", "cs.CV", "cs.AI", "stat.ML"];

/**
 * Pages of 1,300 OAI-PMH records of real papers, from a simulated arXiv in a process of its own,
 * parsed and stored. Baseline: the same pages downloaded and thrown away.
 */
export async function measureOai(
  db: Database,
  { corpus, day }: { corpus: string; day: Day },
): Promise<BenchRow[]> {
  const file = path.join(corpus, "full-05.jsonl.gz");
  return withSimulator(["--corpus", file, "--day", day], async (environment) => {
    const settings = parseEnv({ ...environment, CATEGORIES: "cs.LG,cs.CL,cs.CV,cs.AI,cs.RO" });
    const from: Day = "2026-04-01";
    const [bareSeconds] = await timed(() => drain(`${settings.ARXIV_OAI_URL}`, from));
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 50);
    let read = 0;
    const [seconds] = await timed(() =>
      harvestOaiList(
        db.pool,
        openArxiv(db.pool, settings),
        { set: "cs", kind: "daily" },
        {
          categories: settings.CATEGORIES,
          from,
          today: day,
          isTold: () => false,
          now: new Date(),
        },
        createReport(),
        ({ records }) => {
          read = records;
        },
      ),
    );
    clearInterval(watch);
    const rate = read / seconds;
    return [
      {
        name: `${read} OAI-PMH records, pages of 1,300, parsed and stored`,
        value: `${Math.round(rate)} records/s`,
        goal: `${GOAL.perSecond} records/s`,
        isReached: rate >= GOAL.perSecond,
        baseline: `${(bareSeconds / seconds).toFixed(2)} of downloading them (${Math.round(read / bareSeconds)}/s)`,
      },
      {
        name: "reading OAI-PMH, memory of the process at most",
        value: `${Math.round(peak / 1e6)} MB`,
        goal: `${GOAL.megabytes} MB`,
        isReached: peak / 1e6 < GOAL.megabytes,
        baseline: `${Math.round(before / 1e6)} MB before`,
      },
    ];
  });
}

/** Downloads a list to its end. */
async function drain(oaiUrl: string, from: Day): Promise<void> {
  let query = `verb=ListRecords&metadataPrefix=arXivRaw&set=cs&from=${from}`;
  for (;;) {
    const body = await (await fetch(`${oaiUrl}?${query}`)).text();
    const token = /<resumptionToken[^>]*>([^<]+)</.exec(body)?.[1];
    if (!token) return;
    query = `verb=ListRecords&resumptionToken=${token.replaceAll("&amp;", "&")}`;
  }
}

/**
 * The requests of a day's three harvests (after the listing, the records, the feeds), with as many
 * papers as the default categories have, and the rows that one more writes.
 */
export async function measureDay(db: Database): Promise<BenchRow[]> {
  const history = createHistory({ seed: 1, categories: FOLLOWED, days: 16, papersPerDay: 700 });
  const clock = createClock(easternInstant(history.from, 6));
  const arxiv = await startSimulatedArxiv({ ...history, day: history.from, clock });
  try {
    const settings = parseEnv({ ...arxiv.env, ARXIV_INTERVAL_MS: "0" });
    const [yesterday, today] = history.listingDays.slice(-2);
    if (!yesterday || !today) throw new Error("a history of less than two days");
    const run = (day: Day, hour: number) => {
      clock.set(easternInstant(day, hour));
      return harvest(db, { settings, now: clock.now() });
    };
    await run(yesterday, 6);
    arxiv.log.clear();
    for (const hour of [21, 23]) await run(yesterday, hour);
    await run(today, 1);
    const requests = arxiv.log.entries.length;
    const written = await countWrites(db);
    await run(today, 2);
    const more = (await countWrites(db)) - written;
    const papers = FOLLOWED.map((category) => arxiv.truth(today, category).announcements.length);
    return [
      {
        name: `requests of a day of ${papers.reduce((sum, count) => sum + count, 0)} announcements`,
        value: String(requests),
        goal: `${GOAL.requests}`,
        isReached: requests <= GOAL.requests,
        baseline: `${FOLLOWED.length} listings, ${FOLLOWED.length} feeds and their archives' records`,
      },
      {
        name: "rows of papers that harvesting the same day again writes",
        value: String(more),
        goal: "0",
        isReached: more === 0,
        baseline: `${written} before`,
      },
    ];
  } finally {
    await arxiv.close();
  }
}

async function countWrites({ pool }: Database): Promise<number> {
  await pool.query("SELECT pg_stat_force_next_flush()");
  const { rows } = await pool.query<{ count: number }>(
    `SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::int AS count FROM pg_stat_user_tables
      WHERE relname IN ('paper', 'paper_version', 'announcement', 'paper_topic', 'tagging')`,
  );
  return rows[0]?.count ?? 0;
}

/** Runs the simulated arXiv as a process while `act` is told its addresses. */
async function withSimulator<T>(
  flags: string[],
  act: (environment: Record<string, string>) => Promise<T>,
): Promise<T> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "scripts/simulate-arxiv.ts", "--port", "0", ...flags],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const exit = once(child, "exit");
  try {
    return await act(await readExports(createInterface({ input: child.stdout })));
  } finally {
    child.kill("SIGTERM");
    await exit;
  }
}

/** The variables that the simulator tells a person to export, up to its last line about them. */
async function readExports(lines: AsyncIterable<string>): Promise<Record<string, string>> {
  const environment: Record<string, string> = {};
  for await (const line of lines) {
    const [, name, value] = /^export ([A-Z_]+)=(\S+)/.exec(line) ?? [];
    if (name && value) environment[name] = value;
    if (name === "ARXIV_INTERVAL_MS") return environment;
  }
  throw new AppError("child_ended", "The simulated arXiv did not come up.");
}
