import type { Database } from "@/lib/db/client";
import { tagPapers } from "@/lib/pipeline/tag";
import { type BenchRow, timed } from "@/tests/bench/row";

const GOAL = { allSeconds: 300, daySeconds: 2 };
const DAY = 1000;

/** Tagging of everything stored and of a day's thousand papers. Baseline: reading the same texts. */
export async function measureTagging({ pool }: Database): Promise<BenchRow[]> {
  await pool.query("TRUNCATE tagging, paper_topic");
  const [readSeconds] = await timed(() => readTexts(pool));
  const [allSeconds, all] = await timed(() => tagPapers(pool));
  await pool.query(
    "DELETE FROM tagging WHERE paper_id IN (SELECT id FROM paper ORDER BY id DESC LIMIT $1)",
    [DAY],
  );
  const [daySeconds, day] = await timed(() => tagPapers(pool));
  const ratio = (allSeconds / readSeconds).toFixed(1);
  return [
    {
      name: `tagging ${all} papers`,
      value: `${allSeconds.toFixed(1)} s (${Math.round(all / allSeconds)}/s)`,
      goal: `${GOAL.allSeconds} s for 150,000`,
      isReached: allSeconds < GOAL.allSeconds * (all / 150_000),
      baseline: `${ratio} times reading their texts (${readSeconds.toFixed(1)} s)`,
    },
    {
      name: `tagging ${day} papers of a day`,
      value: `${daySeconds.toFixed(2)} s`,
      goal: `${GOAL.daySeconds} s`,
      isReached: daySeconds < GOAL.daySeconds,
      baseline: "",
    },
  ];
}

async function readTexts(pool: Database["pool"]): Promise<void> {
  for (let after = "", isMore = true; isMore; ) {
    const { rows } = await pool.query<{ id: string }>(
      "SELECT id, title, abstract, categories FROM paper WHERE id > $1 ORDER BY id LIMIT 1000",
      [after],
    );
    after = rows.at(-1)?.id ?? after;
    isMore = rows.length > 0;
  }
}
