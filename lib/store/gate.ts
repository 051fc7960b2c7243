import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { AppError } from "@/lib/errors";
import { type Gate, type Verdict, waitSeconds } from "@/lib/gate";

/** Advisory lock held while a request to arXiv is under way. */
const ASKING = 7_237_003;
const POLL_MS = 250;

/**
 * The gate to arXiv, kept in the database: for all processes and machines that share it together,
 * one request at a time and at least `intervalMs` from start to start. It survives restarts, and a
 * killed process leaves it open: its lock goes with its connection, the interval stays.
 */
export function createGate(pool: pg.Pool, { intervalMs }: { intervalMs: number }): Gate {
  return {
    async run(ask, { signal, maxWaitMs }) {
      const client = await pool.connect();
      // A connection that breaks under an idle client must not end the process.
      const ignore = () => undefined;
      client.on("error", ignore);
      try {
        const deadline = Date.now() + maxWaitMs;
        await waitForTurn(client, { deadline, intervalMs, signal });
        const { value, verdict } = await ask();
        await recordVerdict(client, verdict);
        return value;
      } finally {
        client.removeListener("error", ignore);
        client.release(true); // ends the session, and with it the lock, whatever happened
      }
    },
  };
}

/**
 * Opens the gate again after a person has dealt with a block.
 * @returns the reason it was closed for, or null where it was open.
 */
export async function openGate(pool: pg.Pool): Promise<string | null> {
  const { rows } = await pool.query<{ reason: string | null }>(
    `WITH before AS (SELECT blocked_reason AS reason FROM request_gate FOR UPDATE)
     UPDATE request_gate SET blocked_reason = NULL, blocked_at = NULL, failures = 0
       FROM before RETURNING before.reason`,
  );
  return rows[0]?.reason ?? null;
}

type Turn = { deadline: number; intervalMs: number; signal: AbortSignal | undefined };

async function waitForTurn(client: pg.PoolClient, turn: Turn): Promise<void> {
  for (;;) {
    turn.signal?.throwIfAborted();
    const { rows } = await client.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_lock($1) AS mine",
      [ASKING],
    );
    const waitMs = rows[0]?.mine ? await claimTurn(client, turn.intervalMs) : POLL_MS;
    if (waitMs === 0) return;
    if (rows[0]?.mine) await client.query("SELECT pg_advisory_unlock($1)", [ASKING]);
    if (Date.now() + waitMs > turn.deadline) {
      throw new AppError(
        "arxiv_rate_limited",
        `The next request to arXiv may go out in ${Math.ceil(waitMs / 1000)} s; that is too long to wait here.`,
      );
    }
    await sleep(Math.min(waitMs, 5_000), undefined, turn.signal ? { signal: turn.signal } : {});
  }
}

/** Takes the turn where it has come (0), else the milliseconds until then, by the database's clock. */
async function claimTurn(client: pg.PoolClient, intervalMs: number): Promise<number> {
  const { rows } = await client.query<{ reason: string | null; waitMs: number }>(
    `SELECT blocked_reason AS reason,
            CASE WHEN next_at = '-infinity' THEN 0
                 ELSE greatest(0, extract(epoch FROM next_at - clock_timestamp()) * 1000)::float8
            END AS "waitMs"
       FROM request_gate WHERE id = 1`,
  );
  const [row] = rows;
  if (row?.reason) {
    throw new AppError(
      "arxiv_blocked",
      `arXiv has refused us (${row.reason}). Nothing more is asked until a person has looked: find out why, ` +
        "then run `npm run harvest -- --unblock`.",
    );
  }
  const waitMs = Math.ceil(row?.waitMs ?? 0);
  if (waitMs > 0) return waitMs;
  // Written before the request goes out, so that a kill in the middle leaves the interval in force.
  await client.query(
    "UPDATE request_gate SET next_at = clock_timestamp() + $1 * interval '1 millisecond' WHERE id = 1",
    [intervalMs],
  );
  return 0;
}

async function recordVerdict(client: pg.PoolClient, verdict: Verdict): Promise<void> {
  if (verdict.kind === "ok") {
    await client.query("UPDATE request_gate SET failures = 0 WHERE failures > 0");
  } else if (verdict.kind === "blocked") {
    await client.query(
      "UPDATE request_gate SET blocked_reason = $1, blocked_at = clock_timestamp()",
      [verdict.reason],
    );
  } else {
    const { rows } = await client.query<{ failures: number }>(
      "UPDATE request_gate SET failures = failures + 1 RETURNING failures",
    );
    const seconds = waitSeconds(rows[0]?.failures ?? 1, verdict.seconds);
    await client.query(
      `UPDATE request_gate
          SET next_at = greatest(next_at, clock_timestamp() + $1 * interval '1 second')`,
      [seconds],
    );
  }
}
