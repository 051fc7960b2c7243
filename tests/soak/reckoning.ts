/** What must be true when all is over: announcements, papers, versions and the log of requests. */
import type { Database } from "@/lib/db/client";
import { oaiSetOf } from "@/lib/oai-set";
import type { Day } from "@/lib/paper";
import { oaiInstant } from "../arxiv/modifications.ts";
import type { SimulatedArxiv } from "../arxiv/server.ts";
import type { TrueRecord } from "../arxiv/truth.ts";
import { compareListed, createTruthReader, readStored } from "./stored.ts";

type Walked = {
  db: Database;
  arxiv: SimulatedArxiv;
  categories: readonly string[];
  days: readonly Day[];
  /** Days on which arXiv answered nothing. */
  unseen: ReadonlySet<Day>;
};

/** Every difference between what is stored and what is true, a line each. */
export async function reckon(walked: Walked): Promise<string[]> {
  return [...(await reckonDays(walked)), ...(await reckonPapers(walked))];
}

async function reckonDays({ db, arxiv, categories, days, unseen }: Walked): Promise<string[]> {
  const truthOf = createTruthReader(arxiv);
  const [from, until] = [days[0] ?? "2026-01-01", days.at(-1) ?? "2026-01-01"] as [Day, Day];
  const stored = await readStored(db, { categories, from, until });
  return days.flatMap((day) =>
    categories.flatMap((category) => {
      const { known, estimated } = stored.get(`${category} ${day}`) ?? { known: [], estimated: [] };
      // Its listing may have been shown once more on the evening after.
      if (unseen.has(day) && known.length === 0) return [];
      const difference = compareListed(known, truthOf(category, day));
      const guesses = estimated.length > 0 ? [`${category} ${day}: ${estimated.join(", ")}`] : [];
      return [
        ...(difference ? [`${category} ${day}: ${difference}`] : []),
        ...guesses.map((text) => `${text} estimated beside what is known`),
      ];
    }),
  );
}

type PaperRow = {
  id: string;
  version: number;
  isWithdrawn: boolean;
  title: string;
  abstract: string;
  authors: string[];
  categories: string[];
  comment: string | null;
  journalRef: string | null;
  doi: string | null;
  license: string | null;
  versions: string[];
};

/** Every paper announced in the walk, and every other one that is stored. */
async function reckonPapers(walked: Walked): Promise<string[]> {
  const { db, arxiv, categories, days } = walked;
  const read = await readListTimes(db);
  const { rows } = await db.pool.query<PaperRow>(
    `SELECT id, version, is_withdrawn AS "isWithdrawn", title, abstract, authors, categories,
            comment, journal_ref AS "journalRef", doi, license,
            ARRAY(SELECT number || ' ' || to_char(submitted_at AT TIME ZONE 'UTC',
                         'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                    FROM paper_version WHERE paper_id = id ORDER BY number) AS versions
       FROM paper`,
  );
  const stored = new Map(rows.map((row) => [row.id, row]));
  const announced = days.flatMap((day) =>
    categories.flatMap((category) => arxiv.truth.announcements(day, category)),
  );
  const ids = new Set([...announced.map(({ paperId }) => paperId), ...stored.keys()]);
  return [...ids].sort().flatMap((id) => {
    const row = stored.get(id);
    const readAt = (row?.categories ?? []).flatMap(
      (category) => (categories.includes(category) && read.get(oaiSetOf(category) ?? "")) || [],
    );
    const latest = readAt.sort((a, b) => a.getTime() - b.getTime()).at(-1);
    const truth = arxiv.truth.record(id, oaiInstant(latest ?? arxiv.clock.now()));
    if (!row) return [`${id}: was announced, and is not stored`];
    return truth ? compareRecord(row, truth) : [`${id}: is stored, and does not exist`];
  });
}

async function readListTimes({ pool }: Database): Promise<Map<string, Date>> {
  const { rows } = await pool.query<{ set: string; finishedAt: Date }>(
    `SELECT set, finished_at AS "finishedAt" FROM oai_list
      WHERE kind = 'daily' AND finished_at IS NOT NULL`,
  );
  return new Map(rows.map(({ set, finishedAt }) => [set, finishedAt]));
}

function compareRecord(row: PaperRow, truth: TrueRecord): string[] {
  const versions = truth.versions.map(
    ({ number, submittedAt }) => `${number} ${submittedAt.toISOString().replace(/\.\d+/, "")}`,
  );
  const { paperId: _, ...facts } = truth;
  return Object.entries({ ...facts, versions }).flatMap(([field, value]) => {
    const [is, should] = [row[field as keyof PaperRow], value].map((part) =>
      JSON.stringify(part).replace(/\\[nt]|\s+/g, " "),
    );
    return is === should ? [] : [`${row.id}: ${field} is ${is}, truly ${should}`];
  });
}
