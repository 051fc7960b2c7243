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

/** Days from `from` on that the feeds of all these categories have told of. */
export async function listFeedDays(
  pool: pg.Pool,
  { categories, from }: { categories: readonly string[]; from: Day },
): Promise<Set<Day>> {
  const { rows } = await pool.query<{ day: Day }>(
    `SELECT day FROM announcement
      WHERE source = 'rss' AND day >= $1 AND category = ANY($2)
      GROUP BY day HAVING count(DISTINCT category) = $3`,
    [from, categories, new Set(categories).size],
  );
  return new Set(rows.map((row) => row.day));
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
