import pg from "pg";
import { AppError } from "@/lib/errors";
import { HARVEST_LOCKS, type HarvestKind } from "@/lib/harvest-locks";

export type RunEnd = {
  /** `stopped`: called off in the middle by a person or a service manager; not arXiv's fault. */
  state: "done" | "partial" | "failed" | "stopped";
  added: number;
  revised: number;
  skipped: number;
  message: string | null;
};

/** How the latest runs went, for when the next is due. */
export type RecentRuns = {
  /** Runs in a row, the latest first, that were not complete. */
  failures: number;
  /** When the latest run ended; null where there was none, or it was cut short. */
  lastFinishedAt: Date | null;
  /** The latest run was stopped or killed in the middle, or is still at work. */
  isCutShort: boolean;
};

/** What a run does; `note` puts down what it is at, for the page that shows it. */
export type RunAct<T> = (
  note: (doing: string) => Promise<void>,
) => Promise<{ result: T; end: RunEnd }>;

/**
 * Runs `act` as the only run of its kind on this database and keeps a record of it. A run that was
 * killed is marked as failed by the next one.
 * @throws AppError `harvest_running` when another process is at the same.
 */
export async function recordRun<T>(
  { pool, url }: { pool: pg.Pool; url: string },
  kind: HarvestKind,
  act: RunAct<T>,
): Promise<T> {
  const guard = new pg.Client({ connectionString: url, application_name: "harvest" });
  guard.on("error", () => undefined); // a lost connection ends the lock; writes are idempotent anyway
  await guard.connect();
  try {
    const { rows } = await guard.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_lock($1) AS mine",
      [HARVEST_LOCKS[kind]],
    );
    if (!rows[0]?.mine) {
      const what = kind === "daily" ? "harvesting from arXiv" : "walking through arXiv's archive";
      throw new AppError("harvest_running", `Another process is ${what} right now.`);
    }
    await pool.query(
      `UPDATE harvest_run SET state = 'failed', finished_at = now(), message = 'stopped in the middle'
        WHERE state = 'running' AND kind = $1`,
      [kind],
    );
    return await runRecorded(pool, kind, act);
  } finally {
    await guard.end().catch(() => undefined);
  }
}

/** What the latest runs say about when to try again. */
export async function readRecentRuns(pool: pg.Pool): Promise<RecentRuns> {
  const { rows } = await pool.query<{ state: string; finishedAt: Date | null }>(
    `SELECT state, finished_at AS "finishedAt" FROM harvest_run WHERE kind = 'daily'
      ORDER BY started_at DESC, id DESC LIMIT 20`,
  );
  const ended = rows.filter((row) => row.state !== "running");
  const firstDone = ended.findIndex((row) => row.state === "done");
  const [last] = rows;
  return {
    failures: firstDone === -1 ? ended.length : firstDone,
    lastFinishedAt: last?.finishedAt ?? null,
    isCutShort: last !== undefined && last.finishedAt === null,
  };
}

async function runRecorded<T>(pool: pg.Pool, kind: HarvestKind, act: RunAct<T>): Promise<T> {
  const { rows } = await pool.query<{ id: string }>(
    "INSERT INTO harvest_run (state, kind) VALUES ('running', $1) RETURNING id",
    [kind],
  );
  const id = rows[0]?.id;
  // A run that was stopped keeps no end, which is how the next one is known to be due at once.
  const finish = (end: RunEnd) =>
    pool.query(
      `UPDATE harvest_run SET state = $2, added = $3, revised = $4, skipped = $5, message = $6, doing = NULL,
              finished_at = CASE WHEN $7 THEN NULL ELSE now() END WHERE id = $1`,
      [
        id,
        end.state === "stopped" ? "partial" : end.state,
        end.added,
        end.revised,
        end.skipped,
        end.message,
        end.state === "stopped",
      ],
    );
  try {
    const { result, end } = await act(async (doing) => {
      await pool.query("UPDATE harvest_run SET doing = $2 WHERE id = $1", [id, doing]);
    });
    await finish(end);
    return result;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await finish({ state: "failed", added: 0, revised: 0, skipped: 0, message }).catch(
      () => undefined,
    );
    throw error;
  }
}
