import type { HarvestSource } from "@/lib/ledger";
import type { Day } from "@/lib/paper";
import { selectRows } from "@/lib/read/rows";

/** The latest word of a source on a category; on an archive or a day where it knows no categories. */
export type SourceWord = {
  source: HarvestSource;
  /** A category, a set of OAI-PMH, or null. */
  about: string | null;
  day: Day | null;
  askedAt: Date | null;
  /** Whether it was all that there is to be had. */
  isWhole: boolean;
  said: string;
};

/** What each source said last of each of its parts, the latest first. */
export async function listSourceWords(categories: readonly string[]): Promise<SourceWord[]> {
  return selectRows<SourceWord>(
    `SELECT * FROM (
       SELECT DISTINCT ON (source, category) source::text, category AS about, day,
              asked_at AS "askedAt", outcome = 'whole' AS "isWhole", said
         FROM ledger_answer WHERE category = ANY($1) AND source IN ('listing', 'rss')
        ORDER BY source, category, asked_at DESC, day) AS pages
     UNION ALL
     SELECT 'oai', set, complete_through, coalesce(finished_at, began_at), finished_at IS NOT NULL,
            CASE WHEN finished_at IS NULL THEN 'being read: ' || records || ' records so far'
                 ELSE records || ' changed records since ' || from_day END
       FROM oai_list WHERE kind = 'daily'
     UNION ALL
     SELECT * FROM (
       SELECT 'api', NULL::text, day, finished_at, finished_at IS NOT NULL,
              expected || ' papers submitted for it, ' || stored || ' read'
         FROM harvest_window ORDER BY finished_at DESC NULLS LAST, day DESC LIMIT 1) AS latest
     ORDER BY 4 DESC NULLS LAST, 2`,
    [categories],
  );
}
