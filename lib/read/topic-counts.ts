import type { Day } from "@/lib/paper";
import { hasRealPapers, latestDay } from "@/lib/read/edition-days";
import { selectRows } from "@/lib/read/rows";

/** How many papers of a topic were announced, in any way: new, as a cross-list or replaced. */
export type TopicCount = {
  /** On the day of the latest edition. */
  today: number;
  /** On that day and the six calendar days before it. */
  week: number;
};

/**
 * Counts by slug, of topics that have any. `day` is null where no paper has one: counted, for both
 * numbers, is then all that is stored, or while nothing of arXiv's is, the sample edition.
 */
export type TopicCounts = {
  of: "edition" | "stored" | "sample";
  day: Day | null;
  counts: Map<string, TopicCount>;
};

/** The counts of all topics for the latest edition and the week that ends with it. */
export async function readTopicCounts(): Promise<TopicCounts> {
  const day = await latestDay();
  const of = day !== null ? "edition" : (await hasRealPapers()) ? "stored" : "sample";
  const rows = await (day === null ? countUndated({ isSample: of === "sample" }) : countWeek(day));
  return { of, day, counts: new Map(rows.map(({ slug, today, week }) => [slug, { today, week }])) };
}

type CountRow = TopicCount & { slug: string };

function countWeek(day: Day): Promise<CountRow[]> {
  return selectRows<CountRow>(
    `SELECT t.slug, (count(*) FILTER (WHERE listed.today))::int AS today, count(*)::int AS week
       FROM (SELECT paper_id, bool_or(day = $1::date) AS today FROM announcement
              WHERE day > $1::date - 7 AND day <= $1::date GROUP BY paper_id) listed
       JOIN paper_topic t ON t.paper_id = listed.paper_id
      GROUP BY t.slug`,
    [day],
  );
}

/** Only where no announcement is stored: a file of undated papers, or hardly more than the sample. */
function countUndated({ isSample }: { isSample: boolean }): Promise<CountRow[]> {
  return selectRows<CountRow>(
    `SELECT t.slug, count(*)::int AS today, count(*)::int AS week
       FROM paper_topic t JOIN paper p ON p.id = t.paper_id
      WHERE (p.source = 'sample') = $1 GROUP BY t.slug`,
    [isSample],
  );
}
