import type pg from "pg";
import type { Day } from "@/lib/paper";

/** The daily list of an archive, and the long one that a backfill walks. */
export type OaiListKey = { set: string; kind: "daily" | "backfill" };

/** How far an archive's list has been read. */
export type OaiList = OaiListKey & {
  /** Papers of these categories are kept of it, and of no others. */
  categories: string[];
  fromDay: Day;
  /** The next page of a list under way. */
  token: string | null;
  /** When arXiv answered the first page of the list under way. */
  beganAt: Date | null;
  /** All changes up to this day have been read in the list under way; null where its days jump. */
  reached: Day | null;
  pages: number;
  records: number;
  total: number | null;
  finishedAt: Date | null;
  coversFrom: Day | null;
  completeThrough: Day | null;
  newest: Day | null;
};

const COLUMNS = `set, kind, categories, from_day AS "fromDay", token, began_at AS "beganAt", reached, pages,
  records, total, finished_at AS "finishedAt", covers_from AS "coversFrom",
  complete_through AS "completeThrough", newest`;

/** The list as it was left, or null where it was never asked for. */
export async function findOaiList(
  pool: pg.Pool,
  { set, kind }: OaiListKey,
): Promise<OaiList | null> {
  const { rows } = await pool.query<OaiList>(
    `SELECT ${COLUMNS} FROM oai_list WHERE set = $1 AND kind = $2`,
    [set, kind],
  );
  return rows[0] ?? null;
}

/** The daily lists of these archives. */
export async function listDailyLists(pool: pg.Pool, sets: readonly string[]): Promise<OaiList[]> {
  const { rows } = await pool.query<OaiList>(
    `SELECT ${COLUMNS} FROM oai_list WHERE set = ANY($1) AND kind = 'daily'`,
    [sets],
  );
  return rows;
}

/**
 * Begins a list anew. What earlier lists covered stays known, unless they were read without one of
 * these categories.
 */
export async function beginOaiList(
  pool: pg.Pool,
  { set, kind, fromDay, categories }: OaiListKey & { fromDay: Day; categories: readonly string[] },
): Promise<void> {
  await pool.query(
    `INSERT INTO oai_list (set, kind, from_day, reached, categories) VALUES ($1, $2, $3, $3, $4)
     ON CONFLICT (set, kind) DO UPDATE
        SET covers_from = CASE WHEN oai_list.categories @> excluded.categories
                               THEN oai_list.covers_from END,
            complete_through = CASE WHEN oai_list.categories @> excluded.categories
                                    THEN oai_list.complete_through END,
            categories = excluded.categories, from_day = excluded.from_day, token = NULL, began_at = NULL, reached = excluded.reached,
            pages = 0, records = 0, total = NULL, finished_at = NULL`,
    [set, kind, fromDay, categories],
  );
}

/** Has the list under way asked for again, from where it has got to: its token is no longer good. */
export async function restartOaiList(pool: pg.Pool, { set, kind }: OaiListKey): Promise<void> {
  await pool.query(
    "UPDATE oai_list SET token = NULL, began_at = NULL WHERE set = $1 AND kind = $2",
    [set, kind],
  );
}

/** What a page brought; to be recorded after its records are stored. */
export type OaiPageRead = {
  token: string | null;
  respondedAt: Date;
  records: number;
  total: number | null;
  reached: Day | null;
  newest: Day | null;
};

/** Notes that a page has been stored, and with which token the next is asked for. */
export async function recordOaiPage(
  pool: pg.Pool,
  { set, kind }: OaiListKey,
  page: OaiPageRead,
): Promise<void> {
  await pool.query(
    `UPDATE oai_list
        SET token = $3, began_at = coalesce(began_at, $4), pages = pages + 1,
            records = records + $5, total = coalesce($6, total),
            reached = $7, newest = greatest(newest, $8)
      WHERE set = $1 AND kind = $2`,
    [set, kind, page.token, page.respondedAt, page.records, page.total, page.reached, page.newest],
  );
}

/** Notes that a list has been read to its end: its days are complete up to `completeThrough`. */
export async function finishOaiList(
  pool: pg.Pool,
  { set, kind }: OaiListKey,
  { completeThrough, finishedAt }: { completeThrough: Day; finishedAt: Date },
): Promise<void> {
  await pool.query(
    `UPDATE oai_list
        SET token = NULL, finished_at = $4,
            covers_from = least(covers_from, from_day),
            complete_through = greatest(complete_through, $3)
      WHERE set = $1 AND kind = $2`,
    [set, kind, completeThrough, finishedAt],
  );
}
