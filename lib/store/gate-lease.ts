import { AppError } from "@/lib/errors";
import type { GateSession } from "@/lib/store/gate-session";

/** A turn that is being used. */
export type HeldTurn = {
  /** Aborted when the turn may be another's: the request must not go on. */
  signal: AbortSignal;
  release(): void;
};

const BEATS_PER_LEASE = 6;
const BEATS_WITHOUT_WORD = 4;

/**
 * Keeps a turn: the row's lease is renewed as long as the request takes. Where the database does not
 * confirm it, the request is called off a third of a lease before anybody else may ask. The lock
 * alone would not do: a database that restarts, fails over or ends the session frees it at once,
 * while the request goes on. `takenAt` is by `performance.now()`.
 */
export function holdTurn(
  session: GateSession,
  { leaseMs, takenAt }: { leaseMs: number; takenAt: number },
): HeldTurn {
  if (leaseMs === 0) return { signal: session.lost, release: () => undefined };
  const expired = new AbortController();
  const beatMs = leaseMs / BEATS_PER_LEASE;
  let confirmedAt = takenAt;
  const renew = () => {
    const sentAt = performance.now();
    if (sentAt - confirmedAt >= BEATS_WITHOUT_WORD * beatMs) return expired.abort(explainSilence());
    session
      .query(
        "UPDATE request_gate SET next_at = clock_timestamp() + $1 * interval '1 millisecond'",
        [leaseMs],
      )
      .then(
        () => {
          confirmedAt = sentAt;
        },
        (error) => expired.abort(error),
      );
  };
  const timer = setInterval(renew, beatMs);
  if (performance.now() - takenAt >= BEATS_WITHOUT_WORD * beatMs) expired.abort(explainSilence());
  return {
    signal: AbortSignal.any([session.lost, expired.signal]),
    release: () => clearInterval(timer),
  };
}

function explainSilence(): AppError {
  return new AppError(
    "database_unreachable",
    "The database has not answered in time while arXiv was being asked; the request was called off, " +
      "because another process may ask soon.",
  );
}
