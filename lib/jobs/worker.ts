import { type Logger as GraphileLogger, Logger, run } from "graphile-worker";
import type pg from "pg";
import { listingDayAt } from "@/lib/calendar";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { nextHarvestAt } from "@/lib/jobs/schedule";
import { harvest } from "@/lib/pipeline/harvest";
import { listOaiSets } from "@/lib/pipeline/harvest-oai";
import { summarise } from "@/lib/pipeline/harvest-report";
import { tagPapers } from "@/lib/pipeline/tag";
import { listFeedStates } from "@/lib/store/feed-state";
import { readRecentRuns } from "@/lib/store/harvest-runs";
import { listListingLooks } from "@/lib/store/ledger";
import { listDailyLists } from "@/lib/store/oai-lists";

/**
 * graphile-worker's cron knows UTC only and arXiv lives in New York, so a tick asks "is it due?". What
 * an import stored without topics is found each minute, also while a harvest is at work.
 */
const CRONTAB = `* * * * * tick ?jobKey=tick&max=1
* * * * * tag ?jobKey=tag&max=1`;

export type WorkerContext = {
  /** Its address is asked for anew each time: the embedded server may come back on another port. */
  db: { pool: pg.Pool; readonly url: string };
  settings: Env;
  signal: AbortSignal;
  say: (line: string) => void;
};

/**
 * Runs the jobs until `signal` aborts: the harvest when it is due, topics of whatever lacks them.
 * Any number of workers may run on one database; the harvest runs in one of them at a time.
 */
export async function runWorker(context: WorkerContext): Promise<void> {
  const { db, signal, say } = context;
  const tag = createTagger(context);
  const runner = await run({
    pgPool: db.pool,
    concurrency: 2,
    noHandleSignals: true,
    crontab: CRONTAB,
    logger: createQuietLogger(say),
    taskList: {
      tick: () => harvestWhenDue(context),
      tag,
    },
  });
  await runner.addJob("tag", {}, { jobKey: "tag", maxAttempts: 1 });
  await runner.addJob("tick", {}, { jobKey: "tick", maxAttempts: 1 });
  signal.addEventListener("abort", () => void runner.stop().catch(() => undefined), { once: true });
  if (signal.aborted) await runner.stop();
  await runner.promise;
}

async function harvestWhenDue(context: WorkerContext): Promise<void> {
  const { db, settings, signal, say } = context;
  const now = new Date();
  const categories = settings.CATEGORIES;
  const due = nextHarvestAt({
    now,
    categories,
    feeds: await listFeedStates(db.pool),
    listings: await listListingLooks(db.pool, { categories, day: listingDayAt(now) }),
    lists: await listDailyLists(db.pool, listOaiSets(categories)),
    recent: await readRecentRuns(db.pool),
  });
  if (due > now) return;
  try {
    const report = await harvest(db, { settings, now, signal, onLine: say });
    say(summarise(report));
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof AppError)) throw error;
    if (error.code !== "harvest_running") say(error.message);
  }
}

/** Tags what lacks its topics, once at a time: all papers of a changed catalogue take minutes. */
function createTagger({ db, signal, say }: WorkerContext): () => Promise<void> {
  let isAtWork = false;
  return async () => {
    if (isAtWork) return;
    isAtWork = true;
    try {
      const tagged = await tagPapers(db.pool, { signal });
      if (tagged > 0) say(`found the topics of ${tagged} papers`);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      isAtWork = false;
    }
  };
}

/** The library reports each job; a person wants to hear of trouble only. */
function createQuietLogger(say: (line: string) => void): GraphileLogger {
  return new Logger(() => (level, message) => {
    if (level === "error") say(`worker: ${message}`);
  });
}
