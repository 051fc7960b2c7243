import pg from "pg";
import { AppError } from "@/lib/errors";

/** Advisory lock held while a harvest runs. */
const HARVESTING = 7_237_004;

export type RunEnd = {
  state: "done" | "partial" | "failed";
  added: number;
  revised: number;
  skipped: number;
  message: string | null;
};

/**
 * Runs `act` as the only harvest on this database and keeps a record of it. A run that was killed
 * is marked as failed by the next one.
 * @throws AppError `already_running` when another process is harvesting.
 */
export async function recordRun<T>(
  { pool, url }: { pool: pg.Pool; url: string },
  act: () => Promise<{ result: T; end: RunEnd }>,
): Promise<T> {
  const guard = new pg.Client({ connectionString: url, application_name: "harvest" });
  guard.on("error", () => undefined); // a lost connection ends the lock; writes are idempotent anyway
  await guard.connect();
  try {
    const { rows } = await guard.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_lock($1) AS mine",
      [HARVESTING],
    );
    if (!rows[0]?.mine) {
      throw new AppError("already_running", "Another process is harvesting from arXiv right now.");
    }
    await pool.query(
      `UPDATE harvest_run SET state = 'failed', finished_at = now(), message = 'stopped in the middle'
        WHERE state = 'running'`,
    );
    return await runRecorded(pool, act);
  } finally {
    await guard.end().catch(() => undefined);
  }
}

/** Failed or partial runs in a row, the latest first; for how long to wait before the next. */
export async function countRecentFailures(
  pool: pg.Pool,
): Promise<{ count: number; lastFinishedAt: Date | null }> {
  const { rows } = await pool.query<{ state: string; finishedAt: Date | null }>(
    `SELECT state, finished_at AS "finishedAt" FROM harvest_run
      WHERE state <> 'running' ORDER BY started_at DESC, id DESC LIMIT 20`,
  );
  const firstDone = rows.findIndex((row) => row.state === "done");
  return {
    count: firstDone === -1 ? rows.length : firstDone,
    lastFinishedAt: rows[0]?.finishedAt ?? null,
  };
}

async function runRecorded<T>(
  pool: pg.Pool,
  act: () => Promise<{ result: T; end: RunEnd }>,
): Promise<T> {
  const { rows } = await pool.query<{ id: string }>(
    "INSERT INTO harvest_run (state) VALUES ('running') RETURNING id",
  );
  const id = rows[0]?.id;
  const finish = (end: RunEnd) =>
    pool.query(
      `UPDATE harvest_run SET state = $2, added = $3, revised = $4, skipped = $5, message = $6,
              finished_at = now() WHERE id = $1`,
      [id, end.state, end.added, end.revised, end.skipped, end.message],
    );
  try {
    const { result, end } = await act();
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
