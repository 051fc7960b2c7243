import type pg from "pg";
import type { Day } from "@/lib/paper";

/** What a category's feed last said, and how asking went. */
export type FeedState = {
  category: string;
  askedAt: Date | null;
  /** Day the last readable feed was labelled with. */
  day: Day | null;
  /** How many entries it had. */
  entries: number;
  etag: string | null;
  lastModified: string | null;
  /** Failures in a row since the last answer. */
  failures: number;
  message: string | null;
};

/** The states of the feeds asked so far, by category. */
export async function listFeedStates(pool: pg.Pool): Promise<Map<string, FeedState>> {
  const { rows } = await pool.query<FeedState>(
    `SELECT category, asked_at AS "askedAt", day, entries, etag, last_modified AS "lastModified",
            failures, message FROM feed_state`,
  );
  return new Map(rows.map((row) => [row.category, row]));
}

/** Records an answer with a feed in it; to be called after its papers are stored. */
export async function recordFeed(
  pool: pg.Pool,
  feed: Pick<FeedState, "category" | "day" | "entries" | "etag" | "lastModified">,
): Promise<void> {
  await pool.query(
    `INSERT INTO feed_state (category, asked_at, answered_at, day, entries, etag, last_modified)
     VALUES ($1, now(), now(), $2, $3, $4, $5)
     ON CONFLICT (category) DO UPDATE
        SET asked_at = now(), answered_at = now(), day = excluded.day, entries = excluded.entries,
            etag = excluded.etag, last_modified = excluded.last_modified, failures = 0, message = NULL`,
    [feed.category, feed.day, feed.entries, feed.etag, feed.lastModified],
  );
}

/** Records that the feed has not changed since it was last read. */
export async function recordUnchangedFeed(pool: pg.Pool, category: string): Promise<void> {
  await pool.query(
    `UPDATE feed_state SET asked_at = now(), answered_at = now(), failures = 0, message = NULL
      WHERE category = $1`,
    [category],
  );
}

/** Records that the feed could not be had, and why. */
export async function recordFeedFailure(
  pool: pg.Pool,
  { category, message }: { category: string; message: string },
): Promise<void> {
  await pool.query(
    `INSERT INTO feed_state (category, asked_at, failures, message) VALUES ($1, now(), 1, $2)
     ON CONFLICT (category) DO UPDATE
        SET asked_at = now(), failures = feed_state.failures + 1, message = excluded.message`,
    [category, message],
  );
}
