import type { Day } from "@/lib/paper";
import { selectRows } from "@/lib/read/rows";

/** The nearest days before and after a day that have papers. */
export type Neighbours = { previous: Day | null; next: Day | null };

/** The newest day that has papers, or null where no announcement is stored. */
export async function latestDay(): Promise<Day | null> {
  const rows = await selectRows<{ day: Day | null }>(
    "SELECT max(day)::text AS day FROM announcement",
  );
  return rows[0]?.day ?? null;
}

/** The days with papers on either side of a day, whether or not it has any itself. */
export async function findNeighbours(day: Day): Promise<Neighbours> {
  const rows = await selectRows<Neighbours>(
    `SELECT (SELECT max(day) FROM announcement WHERE day < $1)::text AS previous,
            (SELECT min(day) FROM announcement WHERE day > $1)::text AS next`,
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
