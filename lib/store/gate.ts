import type pg from "pg";
import { type Gate, unreachedSeconds, type Verdict, waitSeconds } from "@/lib/gate";
import { type HeldTurn, holdTurn } from "@/lib/store/gate-lease";
import { type GateSession, openGateSession } from "@/lib/store/gate-session";
import { takeTurn } from "@/lib/store/gate-turn";

/** Who crashes while asking keeps the others away for so many intervals; at least for a second. */
const LEASE_INTERVALS = 3;
const SHORTEST_LEASE_MS = 1000;

/**
 * The gate to arXiv, kept in the database: for all processes and machines that share it together,
 * one request at a time and at least `intervalMs` from the end of one to the start of the next, so
 * that arXiv sees no shorter one however long each took to get there. It survives restarts, and
 * nothing that is killed leaves it closed or open: an advisory lock goes with its connection, and
 * the row keeps everybody away until the lease of a request without an end has run out.
 */
export function createGate(pool: pg.Pool, { intervalMs }: { intervalMs: number }): Gate {
  const leaseMs = intervalMs === 0 ? 0 : Math.max(LEASE_INTERVALS * intervalMs, SHORTEST_LEASE_MS);
  return {
    async run(ask, options) {
      const session = await openGateSession(pool);
      try {
        const takenAt = await takeTurn(session, { ...options, intervalMs, leaseMs });
        const turn = holdTurn(session, { leaseMs, takenAt });
        const signal = options.signal
          ? AbortSignal.any([options.signal, turn.signal])
          : turn.signal;
        let verdict: Verdict | null = null;
        try {
          signal.throwIfAborted();
          const answer = await ask(signal);
          ({ verdict } = answer);
          return answer.value;
        } finally {
          turn.release();
          await endTurn({ pool, session, turn, verdict, intervalMs });
        }
      } finally {
        session.close();
      }
    },
  };
}

/**
 * Opens the gate again after a person has dealt with what closed it: a block, or the growing wait
 * after failures of the network here.
 * @returns the reason it was blocked for, or null where it was not.
 */
export async function openGate(pool: pg.Pool): Promise<string | null> {
  const { rows } = await pool.query<{ reason: string | null }>(
    `WITH before AS (SELECT blocked_reason AS reason FROM request_gate FOR UPDATE)
     UPDATE request_gate SET blocked_reason = NULL, blocked_at = NULL, failures = 0, next_at = least(next_at, now())
       FROM before RETURNING before.reason`,
  );
  return rows[0]?.reason ?? null;
}

type End = {
  pool: pg.Pool;
  session: GateSession;
  turn: HeldTurn;
  verdict: Verdict | null;
  intervalMs: number;
};

/** The row after a request; `verdict` is null where it was called off. */
async function endTurn({ pool, session, turn, verdict, intervalMs }: End): Promise<void> {
  try {
    turn.signal.throwIfAborted();
    const toldMs =
      verdict && verdict.kind !== "ok" ? await recordTrouble(session.query, verdict) : 0;
    await session.query(
      `UPDATE request_gate
          SET next_at = clock_timestamp() + $1 * interval '1 millisecond',
              failures = CASE WHEN $2 THEN 0 ELSE failures END`,
      [Math.max(intervalMs, toldMs), verdict?.kind === "ok"],
    );
  } catch (error) {
    // The turn is lost and its lease runs out by itself; only what arXiv said must not be lost.
    if (verdict === null || verdict.kind === "ok") return;
    const query: GateSession["query"] = async (sql, values) => (await pool.query(sql, values)).rows;
    await recordTrouble(query, verdict).catch(() => {
      throw error;
    });
  }
}

/**
 * Keeps what arXiv said against us. It only ever makes the wait longer: the turn may be another's.
 * @returns how long to wait, in milliseconds.
 */
async function recordTrouble(
  query: GateSession["query"],
  verdict: Exclude<Verdict, { kind: "ok" }>,
): Promise<number> {
  if (verdict.kind === "blocked") {
    await query("UPDATE request_gate SET blocked_reason = $1, blocked_at = clock_timestamp()", [
      verdict.reason,
    ]);
    return 0;
  }
  const [row] = await query<{ failures: number }>(
    "UPDATE request_gate SET failures = failures + 1 RETURNING failures",
  );
  const failures = row?.failures ?? 1;
  const seconds =
    verdict.kind === "unreached"
      ? unreachedSeconds(failures)
      : waitSeconds(failures, verdict.seconds);
  const waitMs = seconds * 1000;
  await query(
    `UPDATE request_gate
        SET next_at = greatest(next_at, clock_timestamp() + $1 * interval '1 millisecond')`,
    [waitMs],
  );
  return waitMs;
}
