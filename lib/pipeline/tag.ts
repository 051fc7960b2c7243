import type pg from "pg";
import { indexPapers } from "@/lib/pipeline/index-papers";
import { countUntagged, listUntagged, storeTags } from "@/lib/store/tags";
import { catalogueRevision } from "@/lib/topics/catalogue";
import { matchTopics } from "@/lib/topics/match";

/** Papers per round: large enough for few statements, small enough to stop at any time. */
const BATCH = 1000;

/** `tagged` of `total` papers so far. */
export type TagProgress = { tagged: number; total: number };

/**
 * Finds the topics of every paper that the present catalogue has not seen: new ones, changed ones,
 * and all when a rule changed. Then makes the search vectors that are missing, which is second
 * because the pages of today show topics. Costs little where nothing is missing. Can be stopped and
 * taken up again; several may run at once.
 * @returns how many papers were tagged.
 */
export async function tagPapers(
  pool: pg.Pool,
  options: { signal?: AbortSignal | undefined; onProgress?: (progress: TagProgress) => void } = {},
): Promise<number> {
  const revision = catalogueRevision();
  const total = await countUntagged(pool, revision); // much cheaper than to look for them
  let tagged = 0;
  let after = "";
  while (total > 0) {
    options.signal?.throwIfAborted();
    const papers = await listUntagged(pool, { revision, after, limit: BATCH });
    if (papers.length === 0) break;
    const tags = papers.map((paper) => ({
      id: paper.id,
      stamp: paper.stamp,
      topics: matchTopics(paper),
    }));
    await storeTags(pool, { revision, tags });
    tagged += papers.length;
    after = papers.at(-1)?.id ?? after;
    options.onProgress?.({ tagged, total });
  }
  await indexPapers(pool, { signal: options.signal });
  return tagged;
}
