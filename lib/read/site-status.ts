import { selectRows } from "@/lib/read/rows";

/** What the site knows about its own supply of papers. */
export type SiteStatus = {
  /** A harvest is at work, and none has succeeded before. */
  isFirstHarvest: boolean;
  /** While the first harvest is at work: papers stored so far; else 0. */
  papersSoFar: number;
  /** When arXiv last gave an answer that could be used. */
  reachedAt: Date | null;
  /** Set while arXiv does not answer or refuses to. */
  trouble: Trouble | null;
};

/** `nextTryAt` is null where no try is planned: after a refusal a person has to look first. */
export type Trouble = { kind: "unreachable" | "refused"; nextTryAt: Date | null };

/** The state of the supply, from what the harvest wrote down. */
export async function readSiteStatus(): Promise<SiteStatus> {
  const [row] = await selectRows<StatusRow>(SELECT_STATUS);
  if (!row) return { isFirstHarvest: false, papersSoFar: 0, reachedAt: null, trouble: null };
  const isFirstHarvest = row.isRunning && row.harvestedAt === null;
  return {
    isFirstHarvest,
    papersSoFar: isFirstHarvest ? await countRealPapers() : 0,
    reachedAt: latestOf(row.harvestedAt, row.answeredAt),
    trouble: findTrouble(row),
  };
}

type StatusRow = {
  isRunning: boolean;
  harvestedAt: Date | null;
  answeredAt: Date | null;
  hasFailed: boolean;
  failures: number;
  nextAt: Date | null;
  blockedAt: Date | null;
};

const SELECT_STATUS = `
  SELECT coalesce(last.state = 'running', false) AS "isRunning",
         coalesce(last.state = 'failed', false) AS "hasFailed",
         (SELECT max(finished_at) FROM harvest_run WHERE state IN ('done', 'partial'))
           AS "harvestedAt",
         (SELECT max(answered_at) FROM feed_state) AS "answeredAt",
         coalesce(gate.failures, 0) AS failures,
         CASE WHEN isfinite(gate.next_at) THEN gate.next_at END AS "nextAt",
         gate.blocked_at AS "blockedAt"
    FROM (SELECT 1) one
    LEFT JOIN (SELECT state FROM harvest_run ORDER BY started_at DESC, id DESC LIMIT 1) last ON true
    LEFT JOIN (SELECT * FROM request_gate ORDER BY id LIMIT 1) gate ON true`;

function findTrouble({ failures, hasFailed, nextAt, blockedAt }: StatusRow): Trouble | null {
  if (blockedAt) return { kind: "refused", nextTryAt: null };
  return failures > 0 || hasFailed ? { kind: "unreachable", nextTryAt: nextAt } : null;
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
