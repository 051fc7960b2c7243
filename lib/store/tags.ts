import type pg from "pg";
import { inTransaction } from "@/lib/db/transaction";

/** A paper whose topics are to be found. `stamp` is its state when it was read. */
export type Untagged = {
  id: string;
  title: string;
  abstract: string;
  categories: string[];
  stamp: string;
};

/** The topics that matched a paper, each with the words that did. */
export type Tags = { id: string; stamp: string; topics: { slug: string; matched: string[] }[] };

/** Up to `limit` papers after `after` (an id, exclusive) not yet tagged with `revision`, by id. */
export async function listUntagged(
  pool: pg.Pool,
  { revision, after, limit }: { revision: string; after: string; limit: number },
): Promise<Untagged[]> {
  const { rows } = await pool.query<Untagged>(
    `SELECT id, title, abstract, categories, changed_at::text AS stamp
       FROM paper LEFT JOIN tagging ON tagging.paper_id = paper.id AND tagging.revision = $1
      WHERE tagging.paper_id IS NULL AND paper.id > $2
      ORDER BY paper.id LIMIT $3`,
    [revision, after, limit],
  );
  return rows;
}

/** How many papers are not yet tagged with `revision`. */
export async function countUntagged(pool: pg.Pool, revision: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM paper)::int
          - (SELECT count(*) FROM tagging WHERE revision = $1)::int AS count`,
    [revision],
  );
  return Math.max(0, rows[0]?.count ?? 0);
}

/**
 * Replaces the topics of a batch of papers. A paper that changed since it was read is left for the
 * next round. Rows that stay the same are not written again.
 */
export async function storeTags(
  pool: pg.Pool,
  { revision, tags }: { revision: string; tags: readonly Tags[] },
): Promise<void> {
  await inTransaction(pool, async (client) => {
    // Shared locks: a writer of these papers waits until their tags are in, or we wait for it.
    const { rows } = await client.query<{ id: string; stamp: string }>(
      "SELECT id, changed_at::text AS stamp FROM paper WHERE id = ANY($1) ORDER BY id FOR SHARE",
      [tags.map(({ id }) => id)],
    );
    const stamps = new Map(rows.map((row) => [row.id, row.stamp]));
    const current = tags.filter(({ id, stamp }) => stamps.get(id) === stamp);
    const topics = current.flatMap(({ id, topics }) =>
      topics.map(({ slug, matched }) => ({ paper_id: id, slug, matched })),
    );
    await client.query(REPLACE_TOPICS, [current.map(({ id }) => id), JSON.stringify(topics)]);
    await client.query(
      `INSERT INTO tagging (paper_id, revision) SELECT unnest($1::text[]), $2
       ON CONFLICT (paper_id) DO UPDATE SET revision = excluded.revision`,
      [current.map(({ id }) => id), revision],
    );
  });
}

const REPLACE_TOPICS = `
  WITH wanted AS (
    SELECT paper_id, slug, matched, paper.announced_on
      FROM jsonb_to_recordset($2::jsonb) AS record(paper_id text, slug text, matched text[])
      JOIN paper ON paper.id = paper_id
  ), gone AS (
    DELETE FROM paper_topic
     WHERE paper_id = ANY($1::text[])
       AND NOT EXISTS (SELECT FROM wanted WHERE wanted.paper_id = paper_topic.paper_id
                                            AND wanted.slug = paper_topic.slug)
  )
  INSERT INTO paper_topic (paper_id, slug, matched, announced_on)
  SELECT paper_id, slug, matched, announced_on FROM wanted
  ON CONFLICT (paper_id, slug) DO UPDATE SET matched = excluded.matched
   WHERE paper_topic.matched IS DISTINCT FROM excluded.matched`;
