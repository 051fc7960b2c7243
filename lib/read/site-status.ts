import { harvestRetryWait } from "@/lib/harvest-retry";
import { selectRows } from "@/lib/read/rows";

/** What the site knows about its own supply of papers. */
export type SiteStatus = {
  /** A harvest is at work, and none has brought anything before. */
  isFirstHarvest: boolean;
  /** While the first harvest is at work: papers stored so far; else 0. */
  papersSoFar: number;
  /** When arXiv last gave an answer that could be used. */
  reachedAt: Date | null;
  /** Set while nothing new can come in. */
  trouble: Trouble | null;
};

/**
 * `unreachable`: arXiv does not answer; `refused`: it turns requests away, and a person has to look;
 * `failed`: the last harvest failed for another reason. `nextTryAt` is null where no try is planned
 * or one is at work.
 */
export type Trouble = { kind: "unreachable" | "refused" | "failed"; nextTryAt: Date | null };

/** The state of the supply, from what the harvest wrote down. */
export async function readSiteStatus(): Promise<SiteStatus> {
  const [[supply], runs] = await Promise.all([
    selectRows<Supply>(SELECT_SUPPLY),
    selectRows<Run>(SELECT_RUNS),
  ]);
  if (!supply) return { isFirstHarvest: false, papersSoFar: 0, reachedAt: null, trouble: null };
  const isFirstHarvest = runs[0]?.state === "running" && supply.harvestedAt === null;
  return {
    isFirstHarvest,
    papersSoFar: isFirstHarvest ? await countRealPapers() : 0,
    reachedAt: latestOf(supply.harvestedAt, supply.answeredAt),
    trouble: findTrouble(supply, runs),
  };
}

type Supply = {
  harvestedAt: Date | null;
  answeredAt: Date | null;
  /** Requests in a row that arXiv did not answer. */
  failures: number;
  /** Not before this does the next request go out. */
  nextAt: Date | null;
  blockedAt: Date | null;
};

/** A run that was stopped in the middle has no end. */
type Run = { state: "running" | "done" | "partial" | "failed"; finishedAt: Date | null };

const SELECT_SUPPLY = `
  SELECT (SELECT max(finished_at) FROM harvest_run
           WHERE state = 'done' OR (state = 'partial' AND added + revised > 0)) AS "harvestedAt",
         (SELECT max(answered_at) FROM feed_state) AS "answeredAt",
         coalesce(gate.failures, 0) AS failures,
         CASE WHEN isfinite(gate.next_at) THEN gate.next_at END AS "nextAt",
         gate.blocked_at AS "blockedAt"
    FROM (SELECT 1) one
    LEFT JOIN (SELECT * FROM request_gate ORDER BY id LIMIT 1) gate ON true`;

const SELECT_RUNS = `
  SELECT state, finished_at AS "finishedAt" FROM harvest_run
   ORDER BY started_at DESC, id DESC LIMIT 20`;

function findTrouble(supply: Supply, runs: readonly Run[]): Trouble | null {
  if (supply.blockedAt) return { kind: "refused", nextTryAt: null };
  const [last] = runs;
  const isRunning = last?.state === "running";
  if (supply.failures > 0) return { kind: "unreachable", nextTryAt: planNextTry(supply, runs) };
  if (isRunning || last?.state !== "failed") return null;
  return { kind: "failed", nextTryAt: planNextTry(supply, runs) };
}

/** While a harvest is at work the gate alone decides; between two, also how many have failed. */
function planNextTry({ nextAt }: Supply, runs: readonly Run[]): Date | null {
  const [last] = runs;
  if (last?.state === "running" || !last?.finishedAt) return nextAt;
  const complete = runs.findIndex(({ state }) => state === "done");
  const failures = complete === -1 ? runs.length : complete;
  const due = new Date(last.finishedAt.getTime() + harvestRetryWait(failures));
  return latestOf(nextAt, due);
}

async function countRealPapers(): Promise<number> {
  const rows = await selectRows<{ count: number }>(
    "SELECT count(*)::int AS count FROM paper WHERE source <> 'sample'",
  );
  return rows[0]?.count ?? 0;
}

function latestOf(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
