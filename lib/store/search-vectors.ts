import type pg from "pg";
import { inTransaction } from "@/lib/db/transaction";
import { type SearchedText, searchVector } from "@/lib/query/search-vector";

type Unindexed = SearchedText & { id: string };

const TEXTS = "SELECT id, title, abstract, authors, comment FROM paper WHERE search IS NULL";

/** Makes the search vectors that are missing among `ids`, inside the caller's transaction. */
export async function indexAmong(client: pg.PoolClient, ids: readonly string[]): Promise<void> {
  const { rows } = await client.query<Unindexed>(`${TEXTS} AND id = ANY($1)`, [ids]);
  await writeVectors(client, rows);
}

/**
 * Makes up to `limit` missing search vectors, the newest identifiers first, in one transaction.
 * @returns how many were made; 0 where none is missing or another process is at the rest.
 */
export async function indexSome(pool: pg.Pool, limit: number): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Unindexed>(
      `${TEXTS} ORDER BY id DESC LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED`,
      [limit],
    );
    await writeVectors(client, rows);
    return rows.length;
  });
}

async function writeVectors(client: pg.PoolClient, papers: readonly Unindexed[]): Promise<void> {
  if (papers.length === 0) return;
  await client.query(
    `UPDATE paper SET search = made.search::tsvector
       FROM unnest($1::text[], $2::text[]) AS made(id, search) WHERE paper.id = made.id`,
    [papers.map(({ id }) => id), papers.map(searchVector)],
  );
}
