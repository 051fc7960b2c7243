import type pg from "pg";
import { readSampleEdition } from "@/lib/pipeline/sample-edition";
import { storePapers } from "@/lib/store/papers";

/**
 * Puts the sample edition into a database that holds nothing else, so that there is something to
 * read before arXiv has answered. Real records take the place of its papers as they come.
 */
export async function placeSample(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ isEmpty: boolean }>(
    `SELECT NOT EXISTS (SELECT FROM paper WHERE source <> 'sample') AS "isEmpty"`,
  );
  if (rows[0]?.isEmpty) {
    await storePapers(pool, { papers: readSampleEdition(), announcements: [] });
  }
}
