import type pg from "pg";
import type { Day } from "@/lib/paper";

/** Days whose papers have all been asked of the query API for these categories. */
export async function listFinishedWindows(
  pool: pg.Pool,
  categories: readonly string[],
): Promise<Set<Day>> {
  const { rows } = await pool.query<{ day: Day }>(
    "SELECT day FROM harvest_window WHERE categories = $1 AND finished_at IS NOT NULL",
    [keyOf(categories)],
  );
  return new Set(rows.map((row) => row.day));
}

/**
 * Days from `from` on that the feeds or listings of all these categories have told of in full: a feed
 * of `feedLimit` entries was cut off by arXiv, which keeps the replacements and drops the new papers.
 */
export async function listToldDays(
  pool: pg.Pool,
  { categories, from, feedLimit }: { categories: readonly string[]; from: Day; feedLimit: number },
): Promise<Set<Day>> {
  const { rows } = await pool.query<{ day: Day }>(
    `SELECT day FROM (SELECT day, category, count(*) FILTER (WHERE source = 'rss') AS entries
                        FROM announcement
                       WHERE source IN ('rss', 'listing') AND day >= $1 AND category = ANY($2)
                       GROUP BY day, category) AS told
      GROUP BY day HAVING count(*) = $3 AND max(entries) < $4`,
    [from, categories, new Set(categories).size, feedLimit],
  );
  return new Set(rows.map((row) => row.day));
}

/** What asking for a day gave the last time, or null where it was never asked for. */
export async function findWindow(
  pool: pg.Pool,
  { day, categories }: { day: Day; categories: readonly string[] },
): Promise<{ expected: number; stored: number } | null> {
  const { rows } = await pool.query<{ expected: number; stored: number }>(
    "SELECT expected, stored FROM harvest_window WHERE day = $1 AND categories = $2",
    [day, keyOf(categories)],
  );
  return rows[0] ?? null;
}

/** Notes how many papers arXiv promised for a day and how many of them were read. */
export async function recordWindow(
  pool: pg.Pool,
  window: {
    day: Day;
    categories: readonly string[];
    expected: number;
    stored: number;
    isFinished: boolean;
  },
): Promise<void> {
  await pool.query(
    `INSERT INTO harvest_window (day, categories, expected, stored, finished_at)
     VALUES ($1, $2, $3, $4, CASE WHEN $5 THEN now() END)
     ON CONFLICT (day, categories) DO UPDATE
        SET expected = excluded.expected, stored = excluded.stored, finished_at = excluded.finished_at`,
    [window.day, keyOf(window.categories), window.expected, window.stored, window.isFinished],
  );
}

function keyOf(categories: readonly string[]): string {
  return [...categories].sort().join(",");
}
