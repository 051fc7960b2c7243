import { selectRows } from "@/lib/read/rows";

/** Answers kept by one `remember`; the least used goes first. */
const MOST_KEPT = 32;

/**
 * A read that is not repeated while the database stays as it is. What it is asked about must be said
 * by `key` whole. Whether anything has been committed since is asked of PostgreSQL each time, which
 * costs a fraction of a millisecond; no writer has to know of this, and no answer is ever stale.
 * Source: https://www.postgresql.org/docs/14/functions-info.html (pg_current_snapshot).
 */
export function remember<Asked, Answer>(
  read: (asked: Asked) => Promise<Answer>,
  keyOf: (asked: Asked) => string,
): (asked: Asked) => Promise<Answer> {
  const kept = new Map<string, { state: string; answer: Promise<Answer> }>();
  return async (asked) => {
    const key = keyOf(asked);
    // Asked before reading, so that what is committed in between counts as a change.
    const state = await readState();
    const known = kept.get(key);
    kept.delete(key);
    const answer = known?.state === state ? known.answer : read(asked);
    kept.set(key, { state, answer });
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    answer.catch(() => kept.delete(key));
    return answer;
  };
}

/** Which transactions of which database this moment sees; every commit that wrote changes it. */
async function readState(): Promise<string> {
  const rows = await selectRows<{ state: string }>(
    "SELECT current_database() || ' ' || pg_current_snapshot()::text AS state",
  );
  return rows[0]?.state ?? "";
}
