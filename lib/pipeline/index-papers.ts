import type pg from "pg";
import { indexSome } from "@/lib/store/search-vectors";

/** Papers per transaction; what a kill can lose. */
const BATCH = 1000;

/**
 * Makes the search vector of every stored paper that has none: after an update of Broadsheet, all.
 * Can be killed and taken up again; several may run at once.
 * @returns how many vectors were made.
 */
export async function indexPapers(
  pool: pg.Pool,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<number> {
  let indexed = 0;
  for (;;) {
    options.signal?.throwIfAborted();
    const count = await indexSome(pool, BATCH);
    if (count === 0) return indexed;
    indexed += count;
  }
}
