import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import { LONGEST_WAIT_SECONDS, type TurnOptions } from "@/lib/gate";
import type { GateSession } from "@/lib/store/gate-session";

/** Advisory lock held while a request to arXiv is under way. */
const ASKING = 7_237_003;
/** Advisory lock shared by all who wait in the foreground: while one is held, the background stays. */
const WAITING = 7_237_006;

const LONGEST_POLL_MS = 250;
/** A row that says more without any failure was written before the database's clock jumped back. */
const LONGEST_USUAL_WAIT_MS = 60_000;

export type TurnTerms = TurnOptions & { intervalMs: number; leaseMs: number };

type Row = { reason: string | null; failures: number; waitMs: number };

/**
 * Waits for the turn and takes it. Others keep away for `leaseMs` from then on, also if everything
 * of ours is gone the next moment.
 * @returns when it was taken, by `performance.now()`, rather too early than too late.
 */
export async function takeTurn(session: GateSession, terms: TurnTerms): Promise<number> {
  const { signal, maxWaitMs, leaseMs, isBackground } = terms;
  const off = signal ? AbortSignal.any([signal, session.lost]) : session.lost;
  const deadline = performance.now() + maxWaitMs;
  const pollMs = Math.min(LONGEST_POLL_MS, Math.max(20, terms.intervalMs / 4));
  off.throwIfAborted();
  if (!isBackground) await session.query("SELECT pg_advisory_lock_shared($1)", [WAITING]);
  for (;;) {
    off.throwIfAborted();
    const waitMs = await readWait(session, leaseMs);
    const takenAt = performance.now();
    if (waitMs === 0 && (await claimTurn(session, terms))) return takenAt;
    const leftMs = deadline - performance.now();
    // Up to a lease it may be a request under way, which can end at any moment.
    if (leftMs <= 0 || (waitMs > leftMs && waitMs > leaseMs)) throw refuseToWait(waitMs, maxWaitMs);
    const pauseMs = waitMs === 0 ? pollMs : Math.min(waitMs, pollMs);
    await sleep(Math.min(pauseMs, leftMs), undefined, { signal: off }).catch(() => undefined);
  }
}

/** Milliseconds until the row lets somebody pass, by the database's clock. */
async function readWait(session: GateSession, leaseMs: number): Promise<number> {
  const [row] = await session.query<Row>(
    `SELECT blocked_reason AS reason, failures,
            (extract(epoch FROM least(greatest(next_at, at), at + interval '10 years') - at) * 1000)::float8
              AS "waitMs"
       FROM request_gate, clock_timestamp() AS at WHERE id = 1`,
  );
  if (row?.reason) {
    throw new AppError(
      "arxiv_blocked",
      `arXiv has refused us (${row.reason}). Nothing more is asked until a person has looked: find out why, ` +
        "then run `npm run harvest -- --unblock`.",
    );
  }
  const waitMs = Math.ceil(row?.waitMs ?? 0);
  const usualMs = Math.max(LONGEST_USUAL_WAIT_MS, leaseMs);
  const longestMs = row?.failures ? Math.max(LONGEST_WAIT_SECONDS * 1000, usualMs) : usualMs;
  if (waitMs <= longestMs) return waitMs;
  await session.query(
    `UPDATE request_gate
        SET next_at = least(next_at, clock_timestamp() + $1 * interval '1 millisecond')`,
    [longestMs],
  );
  return longestMs;
}

/**
 * Takes the turn if nobody has it. The background looks for waiting others and takes the lock in one
 * statement, so that it never keeps the foreground out while it makes up its mind.
 */
async function claimTurn(session: GateSession, terms: TurnTerms): Promise<boolean> {
  const [lock] = await session.query<{ mine: boolean }>(
    terms.isBackground
      ? `SELECT CASE WHEN pg_try_advisory_xact_lock($2) THEN pg_try_advisory_lock($1)
                     ELSE false END AS mine`
      : "SELECT pg_try_advisory_lock($1) AS mine",
    terms.isBackground ? [ASKING, WAITING] : [ASKING],
  );
  if (!lock?.mine) return false;
  const taken = await session.query(
    `UPDATE request_gate SET next_at = clock_timestamp() + $1 * interval '1 millisecond'
      WHERE blocked_reason IS NULL AND next_at <= clock_timestamp() RETURNING id`,
    [terms.leaseMs],
  );
  if (taken.length > 0) return true;
  await session.query("SELECT pg_advisory_unlock($1)", [ASKING]);
  return false;
}

function refuseToWait(waitMs: number, maxWaitMs: number): AppError {
  const seconds = Math.ceil(waitMs / 1000);
  return new AppError(
    "arxiv_rate_limited",
    waitMs > maxWaitMs
      ? `The next request to arXiv may go out in ${seconds} s; that is too long to wait here.`
      : `Others were asking arXiv for ${Math.round(maxWaitMs / 1000)} s; try again later.`,
  );
}
