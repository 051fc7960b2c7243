import type { Database } from "@/lib/db/client";
import type { Day } from "@/lib/paper";
import { createTestDatabase } from "@/tests/db/database";

export type Told = { paperId: string; type: string };

/** A database whose gate never makes anybody wait; that it does is tested beside the gate itself. */
export async function createPatientDatabase(): Promise<Database> {
  const db = await createTestDatabase();
  await db.pool.query(`
    CREATE FUNCTION wait_for_nothing() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN NEW.next_at := '-infinity'; RETURN NEW; END $$;
    CREATE TRIGGER wait_for_nothing BEFORE UPDATE ON request_gate
      FOR EACH ROW EXECUTE FUNCTION wait_for_nothing()`);
  return db;
}

/** Takes away what a harvest leaves, also in the gate. */
export async function emptyDatabase({ pool }: Database): Promise<void> {
  await pool.query(`
    TRUNCATE paper, feed_state, harvest_window, harvest_run, ledger_day, ledger_answer, oai_list
      CASCADE;
    UPDATE request_gate SET failures = 0, blocked_reason = NULL, blocked_at = NULL`);
}

/** What is stored as announced in a category on a day, by identifier. */
export async function readAnnouncements(
  { pool }: Database,
  { day, category, isEstimated }: { day: Day; category: string; isEstimated: boolean },
): Promise<Told[]> {
  const { rows } = await pool.query<Told>(
    `SELECT paper_id AS "paperId", type FROM announcement
      WHERE day = $1 AND category = $2 AND is_estimated = $3 ORDER BY paper_id COLLATE "C"`,
    [day, category, isEstimated],
  );
  return rows;
}

/** The state of the latest run. */
export async function readLastRun({ pool }: Database) {
  const { rows } = await pool.query<{ state: string; message: string | null; isOpen: boolean }>(
    `SELECT state, message, finished_at IS NULL AS "isOpen" FROM harvest_run ORDER BY id DESC LIMIT 1`,
  );
  return rows[0];
}
