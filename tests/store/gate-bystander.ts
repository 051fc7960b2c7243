import type pg from "pg";

/** The advisory locks of the gate: of the one who asks, and of those who wait in the foreground. */
const [ASKING, WAITING] = [7_237_003, 7_237_006];

const LOCKS = `pg_locks JOIN pg_database AS here ON here.oid = pg_locks.database
  WHERE locktype = 'advisory' AND granted AND datname = current_database()`;

/** Ends the session of whoever asks, as an administrator, a restart or a failover would. */
export async function endAskingSession(pool: pg.Pool): Promise<void> {
  await pool.query(`SELECT pg_terminate_backend(pid) FROM ${LOCKS} AND objid = $1`, [ASKING]);
}

/** Ends the sessions of all who wait in the foreground and do not ask. */
export async function endWaitingSessions(pool: pg.Pool): Promise<void> {
  await pool.query(
    `SELECT pg_terminate_backend(pid) FROM ${LOCKS} AND objid = $2
        AND pid NOT IN (SELECT pid FROM ${LOCKS} AND objid = $1)`,
    [ASKING, WAITING],
  );
}

/** How many wait in the foreground; who asks counts as well. */
export async function countForeground(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${LOCKS} AND objid = $1`,
    [WAITING],
  );
  return rows[0]?.count ?? 0;
}
