import type { Day } from "@/lib/paper";
import { selectRows } from "@/lib/read/rows";

/** The nearest days before and after a day that have papers. */
export type Neighbours = { previous: Day | null; next: Day | null };

/**
 * The newest day that has papers, or null where no announcement is stored. A day that is still to
 * come, by a slip in some file, is none: listings reach to tomorrow's, or as far as a feed did, since
 * a mirror may stand elsewhere. Where all days are still to come, it is the clock that is wrong.
 */
export async function latestDay(): Promise<Day | null> {
  const rows = await selectRows<{ day: Day | null }>(
    `SELECT coalesce(
              (SELECT max(day) FROM announcement WHERE day <= ${LAST_LISTING_DAY}),
              (SELECT max(day) FROM announcement))::text AS day`,
  );
  return rows[0]?.day ?? null;
}

/** Tomorrow in New York, where the evening's listing bears its date, or the newest feed's day. */
const LAST_LISTING_DAY = `(
  SELECT greatest((now() AT TIME ZONE 'America/New_York')::date + 1, max(day)) FROM feed_state)`;

/** The days with papers on either side of a day, whether or not it has any itself. */
export async function findNeighbours(day: Day): Promise<Neighbours> {
  const rows = await selectRows<Neighbours>(
    `SELECT (SELECT max(day) FROM announcement WHERE day < $1)::text AS previous,
            (SELECT min(day) FROM announcement
              WHERE day > $1 AND day <= ${LAST_LISTING_DAY})::text AS next`,
    [day],
  );
  return rows[0] ?? { previous: null, next: null };
}

/** Whether anything but the sample edition is stored. */
export async function hasRealPapers(): Promise<boolean> {
  const rows = await selectRows<{ found: boolean }>(
    "SELECT EXISTS (SELECT 1 FROM paper WHERE source <> 'sample') AS found",
  );
  return rows[0]?.found ?? false;
}
