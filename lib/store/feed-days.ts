import type pg from "pg";
import { inTransaction } from "@/lib/db/transaction";
import type { Announcement, Day } from "@/lib/paper";
import { refreshFirstDays, writeAnnouncements } from "@/lib/store/announcements";

/** What the database knows of the papers that a feed calls new; counts of papers. */
export type NewPapers = {
  count: number;
  /** How many have a known date of submission, and the newest of these dates. */
  dated: number;
  newestAt: Date | null;
  /** How many have been called new in the category on an earlier day. */
  toldBefore: number;
};

/** Looks up the papers `ids`, which the feed of `category` calls new on `day`. */
export async function surveyNewPapers(
  pool: pg.Pool,
  { category, day, ids }: { category: string; day: Day; ids: readonly string[] },
): Promise<NewPapers> {
  const { rows } = await pool.query<NewPapers>(
    `SELECT count(*)::int AS count, count(submitted_at)::int AS dated,
            max(submitted_at) AS "newestAt",
            count(*) FILTER (WHERE EXISTS (
              SELECT FROM announcement told
               WHERE told.paper_id = id AND told.category = $2 AND told.day < $3
                 AND told.type = 'new' AND NOT told.is_estimated))::int AS "toldBefore"
       FROM unnest($1::text[]) AS id
       LEFT JOIN paper_version ON paper_id = id AND number = 1`,
    [ids, category, day],
  );
  return rows[0] ?? { count: 0, dated: 0, newestAt: null, toldBefore: 0 };
}

/**
 * How many of a feed's announcements were made in the same way on the last day before it that a
 * listing or feed has told of.
 */
export async function countRepeated(
  pool: pg.Pool,
  {
    category,
    day,
    announcements,
  }: { category: string; day: Day; announcements: readonly Announcement[] },
): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count
       FROM unnest($3::text[], $4::announcement_type[]) AS told(paper_id, type)
       JOIN announcement before USING (paper_id, type)
      WHERE before.category = $1 AND NOT before.is_estimated
        AND before.day = (SELECT max(day) FROM announcement
                           WHERE category = $1 AND day < $2 AND NOT is_estimated)`,
    [
      category,
      day,
      announcements.map(({ paperId }) => paperId),
      announcements.map(({ type }) => type),
    ],
  );
  return rows[0]?.count ?? 0;
}

/** A paper that a feed listed for the first time in its category. */
export type FirstListing = { id: string; type: "new" | "cross"; submittedAt: Date | null };

/** What the feed of a category listed as new or as cross-list on a day. */
export async function listFirstListings(
  pool: pg.Pool,
  { category, day }: { category: string; day: Day },
): Promise<FirstListing[]> {
  const { rows } = await pool.query<FirstListing>(
    `SELECT told.paper_id AS id, told.type, version.submitted_at AS "submittedAt"
       FROM announcement told
       LEFT JOIN paper_version version ON version.paper_id = told.paper_id AND version.number = 1
      WHERE told.category = $1 AND told.day = $2 AND told.type IN ('new', 'cross')
        AND told.source = 'rss'`,
    [category, day],
  );
  return rows;
}

/** The most new papers that these categories have had on one day since `since`. */
export async function countBusiestDay(
  pool: pg.Pool,
  { categories, since }: { categories: readonly string[]; since: Day },
): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT coalesce(max(count), 0)::int AS count
       FROM (SELECT count(*) FROM announcement
              WHERE day >= $2 AND category = ANY($1) AND type = 'new' GROUP BY day) AS days`,
    [categories, since],
  );
  return rows[0]?.count ?? 0;
}

/**
 * Takes back what the feed of a category said of a day, puts `estimates` in its place, and has the
 * feed asked again as though it had said nothing of that day. All of it or nothing.
 */
export async function retractFeed(
  pool: pg.Pool,
  feed: { category: string; day: Day; message: string },
  estimates: readonly Announcement[],
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `DELETE FROM announcement WHERE category = $1 AND day = $2 AND source = 'rss'
       RETURNING paper_id AS id`,
      [feed.category, feed.day],
    );
    await writeAnnouncements(client, estimates, new Set());
    await refreshFirstDays(
      client,
      rows.map(({ id }) => id),
    );
    await client.query(
      `UPDATE ledger_answer SET outcome = 'stale', expected = NULL, said = $3
        WHERE category = $1 AND day = $2 AND source = 'rss'`,
      [feed.category, feed.day, feed.message],
    );
    await client.query("UPDATE feed_state SET day = NULL, message = $2 WHERE category = $1", [
      feed.category,
      feed.message,
    ]);
  });
}
