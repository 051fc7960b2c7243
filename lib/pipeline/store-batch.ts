import type pg from "pg";
import type { Skipped } from "@/lib/arxiv/skipped";
import { type Batch, type Stored, storePapers } from "@/lib/store/papers";

/**
 * Stores a batch as `storePapers` does, but without a paper that PostgreSQL cannot take (a text too
 * long for its index, a date out of its range): such a paper is found by halving, and named.
 */
export async function storeBatch(
  pool: pg.Pool,
  batch: Batch,
): Promise<Stored & { refused: Skipped[] }> {
  try {
    return { ...(await storePapers(pool, batch)), refused: [] };
  } catch (error) {
    if (!isRefusal(error) || batch.papers.length === 0) throw error;
    const [only] = batch.papers;
    if (only && batch.papers.length === 1) {
      const refused = [{ id: only.id, reason: `the database refuses it: ${error.message}` }];
      return { added: 0, revised: 0, unchanged: 0, refused };
    }
  }
  const middle = Math.ceil(batch.papers.length / 2);
  const first = await storeBatch(pool, partOf(batch, 0, middle));
  const second = await storeBatch(pool, partOf(batch, middle, batch.papers.length));
  return {
    added: first.added + second.added,
    revised: first.revised + second.revised,
    unchanged: first.unchanged + second.unchanged,
    refused: [...first.refused, ...second.refused],
  };
}

/** SQLSTATE classes 22 (data exception) and 54 (program limit exceeded) are about the data. */
function isRefusal(error: unknown): error is Error {
  return error instanceof Error && "code" in error && /^(?:22|54)/.test(String(error.code));
}

function partOf({ papers, announcements }: Batch, start: number, end: number): Batch {
  const part = papers.slice(start, end);
  const ids = new Set(part.map(({ id }) => id));
  return { papers: part, announcements: announcements.filter(({ paperId }) => ids.has(paperId)) };
}
