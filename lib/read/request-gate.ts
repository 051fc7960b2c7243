import { selectRows } from "@/lib/read/rows";

/** What the one gate to arXiv is at. */
export type GateStatus = {
  /** arXiv has refused us: nothing is asked until a person has looked. */
  blocked: { reason: string; since: Date } | null;
  /** Answers in a row that asked us to wait, or did not come. */
  failures: number;
  /** When the next request may go out, where that is still to come. */
  waitingUntil: Date | null;
};

export async function readGate(now: Date): Promise<GateStatus> {
  const [row] = await selectRows<{
    reason: string | null;
    since: Date | null;
    failures: number;
    nextAt: Date | null;
  }>(
    `SELECT blocked_reason AS reason, blocked_at AS since, failures,
            CASE WHEN isfinite(next_at) THEN next_at END AS "nextAt"
       FROM request_gate ORDER BY id LIMIT 1`,
  );
  if (!row) return { blocked: null, failures: 0, waitingUntil: null };
  const { reason, since, failures, nextAt } = row;
  return {
    blocked: reason !== null && since !== null ? { reason, since } : null,
    failures,
    waitingUntil: nextAt && nextAt > now ? nextAt : null,
  };
}
