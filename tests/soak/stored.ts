/** What is in the database and what truly was announced, side by side. */
import type { Database } from "@/lib/db/client";
import type { Judgement } from "@/lib/ledger";
import type { Day } from "@/lib/paper";
import type { SimulatedArxiv } from "../arxiv/server.ts";

/** `identifier type`, sorted. */
export type Listed = readonly string[];
export type StoredDay = { known: Listed; estimated: Listed };
export type ShownLine = Judgement & { category: string; day: Day };

type Range = { categories: readonly string[]; from: Day; until: Day };

/** Every announcement stored, by `category day`. */
export async function readStored(
  { pool }: Database,
  { categories, from, until }: Range,
): Promise<Map<string, StoredDay>> {
  const { rows } = await pool.query<{ key: string; known: string[]; estimated: string[] }>(
    `SELECT category || ' ' || day AS key,
            coalesce(array_agg(paper_id || ' ' || type ORDER BY paper_id COLLATE "C")
                     FILTER (WHERE NOT is_estimated), '{}') AS known,
            coalesce(array_agg(paper_id || ' ' || type ORDER BY paper_id COLLATE "C")
                     FILTER (WHERE is_estimated), '{}') AS estimated
       FROM announcement WHERE category = ANY($1) AND day BETWEEN $2 AND $3
      GROUP BY category, day`,
    [categories, from, until],
  );
  return new Map(rows.map(({ key, ...told }) => [key, told]));
}

/** The ledger as it is shown. */
export async function readLedger({ pool }: Database, range: Range): Promise<ShownLine[]> {
  const { rows } = await pool.query<ShownLine>(
    `SELECT category, day, state, expected, expected_by AS "expectedBy", stored, reason
       FROM ledger_day WHERE category = ANY($1) AND day BETWEEN $2 AND $3 ORDER BY day, category`,
    [range.categories, range.from, range.until],
  );
  return rows;
}

/** Reads the truth of a day, in the form of what is stored; it never changes, so it is kept. */
export function createTruthReader({ truth }: SimulatedArxiv) {
  const known = new Map<string, Listed>();
  return (category: string, day: Day): Listed => {
    const key = `${category} ${day}`;
    const told =
      known.get(key) ??
      truth
        .announcements(day, category)
        .map(({ paperId, type }) => `${paperId} ${type}`)
        .sort();
    known.set(key, told);
    return told;
  };
}

/** What one has and the other lacks, in words; null where they are equal. */
export function compareListed(stored: Listed, truth: Listed): string | null {
  const missing = truth.filter((entry) => !stored.includes(entry));
  const wrong = stored.filter((entry) => !truth.includes(entry));
  if (missing.length === 0 && wrong.length === 0) return null;
  return `missing ${list(missing)}; not announced ${list(wrong)}`;
}

function list(entries: Listed): string {
  const shown = entries.slice(0, 4).join(", ");
  return `${entries.length}${shown ? ` (${shown}${entries.length > 4 ? ", …" : ""})` : ""}`;
}
