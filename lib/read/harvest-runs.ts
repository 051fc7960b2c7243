import { HARVEST_KINDS, HARVEST_LOCKS, type HarvestKind } from "@/lib/harvest-locks";
import { selectRows } from "@/lib/read/rows";

/** How a run of the harvest ended; `stopped` by a person or a kill, before its end. */
export type RunOutcome = "running" | "done" | "partial" | "failed" | "stopped";

/** One run of the harvest. `revised` counts papers that changed or were completed. */
export type HarvestRun = {
  id: string;
  kind: HarvestKind;
  outcome: RunOutcome;
  startedAt: Date;
  finishedAt: Date | null;
  added: number;
  revised: number;
  skipped: number;
  /** What it said at its end; while it runs, null. */
  message: string | null;
  /** What it is at now, while it runs. */
  doing: string | null;
};

/** The latest runs, the newest first. */
export async function listHarvestRuns({ limit }: { limit: number }): Promise<HarvestRun[]> {
  const [rows, atWork] = await Promise.all([
    selectRows<RunRow>(SELECT_RUNS, [limit]),
    findKindsAtWork(),
  ]);
  // Of a kind that is at work, the newest record is the run's; an older open one was killed.
  const seen = new Set<HarvestKind>();
  return rows.map(({ state, ...row }) => {
    const isNewest = !seen.has(row.kind);
    seen.add(row.kind);
    return { ...row, outcome: judgeRun({ ...row, state }, isNewest && atWork.has(row.kind)) };
  });
}

type RunRow = Omit<HarvestRun, "outcome"> & { state: Exclude<RunOutcome, "stopped"> };

const SELECT_RUNS = `
  SELECT id::text, kind::text, state::text, started_at AS "startedAt", finished_at AS "finishedAt",
         added, revised, skipped, message, doing
    FROM harvest_run ORDER BY started_at DESC, id DESC LIMIT $1`;

function judgeRun({ state, finishedAt }: RunRow, isAtWork: boolean): RunOutcome {
  if (state === "running") return isAtWork ? "running" : "stopped";
  return finishedAt === null ? "stopped" : state;
}

async function findKindsAtWork(): Promise<Set<HarvestKind>> {
  const rows = await selectRows<{ lock: number }>(
    `SELECT objid::int AS lock FROM pg_locks
      WHERE locktype = 'advisory' AND classid = 0 AND objsubid = 1 AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND objid = ANY($1)`,
    [HARVEST_KINDS.map((kind) => HARVEST_LOCKS[kind])],
  );
  const held = new Set(rows.map(({ lock }) => lock));
  return new Set(HARVEST_KINDS.filter((kind) => held.has(HARVEST_LOCKS[kind])));
}
