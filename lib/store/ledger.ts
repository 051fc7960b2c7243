import type pg from "pg";
import type { Answer, Judgement } from "@/lib/ledger";
import type { Day } from "@/lib/paper";

/** Categories and the first and last day asked about. */
export type LedgerRange = { categories: readonly string[]; from: Day; until: Day };

/**
 * Notes what a source said of a category's day, in place of what it said before; but once it has told
 * of the day, that it says nothing of use any more takes nothing back.
 */
export async function recordAnswers(pool: pg.Pool, answers: readonly Answer[]): Promise<void> {
  if (answers.length === 0) return;
  await pool.query(
    `INSERT INTO ledger_answer (category, day, source, asked_at, outcome, expected, said)
     SELECT category, day, source, asked_at, outcome, expected, said
       FROM jsonb_to_recordset($1::jsonb) AS record(category text, day date, source harvest_source,
            asked_at timestamptz, outcome text, expected int, said text)
     ON CONFLICT (category, day, source) DO UPDATE
        SET asked_at = excluded.asked_at, outcome = excluded.outcome,
            expected = excluded.expected, said = excluded.said
      WHERE ledger_answer.outcome NOT IN ('whole', 'partial')
         OR excluded.outcome IN ('whole', 'partial')`,
    [JSON.stringify(answers.map(({ askedAt, ...rest }) => ({ ...rest, asked_at: askedAt })))],
  );
}

/** What the sources said of these categories and days. */
export async function listAnswers(pool: pg.Pool, range: LedgerRange): Promise<Answer[]> {
  const { rows } = await pool.query<Answer>(
    `SELECT category, day, source, asked_at AS "askedAt", outcome, expected, said
       FROM ledger_answer WHERE category = ANY($1) AND day BETWEEN $2 AND $3`,
    [range.categories, range.from, range.until],
  );
  return rows;
}

/**
 * Whether a category's listing of a day has been read whole, which settles the day. A page without
 * entries does not: arXiv's pages are empty at times though there is something to show.
 */
export async function hasListing(
  pool: pg.Pool,
  { category, day }: { category: string; day: Day },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT FROM ledger_answer
      WHERE category = $1 AND day = $2 AND source = 'listing' AND outcome = 'whole'
        AND expected > 0`,
    [category, day],
  );
  return rowCount === 1;
}

/** When a category's page was looked at for a listing day, and whether it had it. */
export type ListingLook = { askedAt: Date; isWhole: boolean };

/** The looks at the listings of a day, by category. */
export async function listListingLooks(
  pool: pg.Pool,
  { categories, day }: { categories: readonly string[]; day: Day },
): Promise<Map<string, ListingLook>> {
  const answers = await listAnswers(pool, { categories, from: day, until: day });
  return new Map(
    answers
      .filter(({ source }) => source === "listing")
      .map(({ category, askedAt, outcome }) => [
        category,
        { askedAt, isWhole: outcome === "whole" },
      ]),
  );
}

/** How many announcements are stored, by `category day`. */
export async function countAnnouncements(
  pool: pg.Pool,
  range: LedgerRange,
): Promise<Map<string, { known: number; estimated: number }>> {
  const { rows } = await pool.query<{
    category: string;
    day: Day;
    known: number;
    estimated: number;
  }>(
    `SELECT category, day, count(*) FILTER (WHERE NOT is_estimated)::int AS known,
            count(*) FILTER (WHERE is_estimated)::int AS estimated
       FROM announcement WHERE category = ANY($1) AND day BETWEEN $2 AND $3
      GROUP BY category, day`,
    [range.categories, range.from, range.until],
  );
  return new Map(
    rows.map(({ category, day, ...counts }) => [`${category} ${day}`, counts] as const),
  );
}

/** One line of the ledger, as it is written. */
export type LedgerLine = Judgement & { category: string; day: Day };

/** Writes what is judged of days; lines that say the same as before are left alone. */
export async function writeLedger(
  pool: pg.Pool,
  lines: readonly LedgerLine[],
  now: Date,
): Promise<void> {
  await pool.query(
    `INSERT INTO ledger_day (category, day, state, expected, expected_by, stored, reason, updated_at)
     SELECT category, day, state, expected, "expectedBy", stored, reason, $2
       FROM jsonb_to_recordset($1::jsonb) AS record(category text, day date, state ledger_state,
            expected int, "expectedBy" harvest_source, stored int, reason text)
     ON CONFLICT (category, day) DO UPDATE
        SET state = excluded.state, expected = excluded.expected,
            expected_by = excluded.expected_by, stored = excluded.stored,
            reason = excluded.reason, updated_at = excluded.updated_at
      WHERE (ledger_day.state, ledger_day.expected, ledger_day.expected_by, ledger_day.stored,
             ledger_day.reason)
            IS DISTINCT FROM (excluded.state, excluded.expected, excluded.expected_by,
             excluded.stored, excluded.reason)`,
    [JSON.stringify(lines), now],
  );
}

/** Notes that announcements were missing from a day and have been brought. */
export async function recordRepair(
  pool: pg.Pool,
  { category, day, count, now }: { category: string; day: Day; count: number; now: Date },
): Promise<void> {
  await pool.query(
    `UPDATE ledger_day SET repaired = repaired + $3, repaired_at = $4
      WHERE category = $1 AND day = $2`,
    [category, day, count, now],
  );
}

/** The first day of the ledger, or null where it has not begun. */
export async function findLedgerStart(
  pool: pg.Pool,
  categories: readonly string[],
): Promise<Day | null> {
  const { rows } = await pool.query<{ day: Day | null }>(
    "SELECT min(day) AS day FROM ledger_day WHERE category = ANY($1)",
    [categories],
  );
  return rows[0]?.day ?? null;
}
