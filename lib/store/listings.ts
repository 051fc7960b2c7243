import type pg from "pg";
import { inTransaction } from "@/lib/db/transaction";
import type { Announcement, Day } from "@/lib/paper";
import { refreshFirstDays } from "@/lib/store/announcements";

type CategoryDay = { category: string; day: Day };

/** What is stored as announced in a category on a day, not by estimate. */
export async function listAnnounced(
  pool: pg.Pool,
  { category, day }: CategoryDay,
): Promise<Pick<Announcement, "paperId" | "type" | "source">[]> {
  const { rows } = await pool.query<Pick<Announcement, "paperId" | "type" | "source">>(
    `SELECT paper_id AS "paperId", type, source FROM announcement
      WHERE category = $1 AND day = $2 AND NOT is_estimated`,
    [category, day],
  );
  return rows;
}

/**
 * Takes back what a feed said was announced in a category on a day, and the day's whole listing does
 * not have.
 * @returns how many announcements were taken back.
 */
export async function retractUnlisted(
  pool: pg.Pool,
  { category, day, listed }: CategoryDay & { listed: readonly string[] },
): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `DELETE FROM announcement
        WHERE category = $1 AND day = $2 AND source = 'rss'
          AND NOT paper_id = ANY($3) RETURNING paper_id AS id`,
      [category, day, listed],
    );
    await refreshFirstDays(
      client,
      rows.map(({ id }) => id),
    );
    return rows.length;
  });
}
