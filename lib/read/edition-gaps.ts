import type { DayStanding } from "@/lib/ledger-summary";
import type { Day } from "@/lib/paper";
import { selectRows } from "@/lib/read/rows";

/** What is missing from a day, by category, and from later ones where the day is the latest there is. */
export type EditionGaps = { here: DayStanding[]; later: DayStanding[] };

/** Nothing for a day that is settled, or not in the ledger; of later days only what is in trouble. */
export async function listGaps(
  day: Day,
  { isLatest }: { isLatest: boolean } = { isLatest: false },
): Promise<EditionGaps> {
  const rows = await selectRows<DayStanding>(
    `SELECT category, day, state::text, expected, stored FROM ledger_day
      WHERE (day = $1 AND state IN ('waiting', 'late', 'stale-source', 'short'))
         OR ($2 AND day > $1 AND state IN ('late', 'stale-source', 'short'))
      ORDER BY day, category`,
    [day, isLatest],
  );
  return {
    here: rows.filter((row) => row.day === day),
    later: rows.filter((row) => row.day !== day),
  };
}
