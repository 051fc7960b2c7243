import type { HarvestKind } from "@/lib/harvest-locks";
import type { Day } from "@/lib/paper";
import type { HarvestRun } from "@/lib/read/harvest-runs";
import { selectRows } from "@/lib/read/rows";

/** How far an archive's list of records has been read. */
export type OaiListProgress = {
  set: string;
  kind: HarvestKind;
  /** Of the list under way, or the last one. */
  fromDay: Day;
  reached: Day | null;
  pages: number;
  records: number;
  /** What arXiv says there is, which it seldom does. */
  total: number | null;
  beganAt: Date | null;
  finishedAt: Date | null;
  /** All changes between these days have been read; null before the first list is through. */
  coversFrom: Day | null;
  completeThrough: Day | null;
  /** Of the list under way: 0 to 1, by the records, else by the days that have been reached. */
  share: number | null;
  recordsPerSecond: number | null;
  secondsLeft: number | null;
};

/** The lists of all archives that have been begun. */
export async function listOaiProgress(
  runs: readonly HarvestRun[],
  now: Date,
): Promise<OaiListProgress[]> {
  const rows = await selectRows<OaiRow>(SELECT_LISTS);
  return rows.map((row) => ({ ...row, ...measure(row, runs, now) }));
}

type Measured = "share" | "recordsPerSecond" | "secondsLeft";
type OaiRow = Omit<OaiListProgress, Measured>;

const SELECT_LISTS = `
  SELECT set, kind::text, from_day AS "fromDay", reached, pages, records, total,
         began_at AS "beganAt", finished_at AS "finishedAt", covers_from AS "coversFrom",
         complete_through AS "completeThrough"
    FROM oai_list ORDER BY kind, set`;

/** Seconds before which a rate says nothing. */
const ENOUGH_TO_TIME = 5;

function measure(
  row: OaiRow,
  runs: readonly HarvestRun[],
  now: Date,
): Pick<OaiRow & OaiListProgress, Measured> {
  if (row.finishedAt) return { share: null, recordsPerSecond: null, secondsLeft: null };
  const share = shareOf(row, now);
  // A list that an earlier run has begun was left lying for nobody knows how long.
  const isOneRun = runs.some(
    ({ kind, outcome, startedAt }) =>
      kind === row.kind &&
      outcome === "running" &&
      row.beganAt !== null &&
      startedAt <= row.beganAt,
  );
  const seconds = row.beganAt ? (now.getTime() - row.beganAt.getTime()) / 1000 : 0;
  if (!isOneRun || seconds < ENOUGH_TO_TIME || row.records === 0) {
    return { share, recordsPerSecond: null, secondsLeft: null };
  }
  const secondsLeft = share ? Math.round((seconds / share) * (1 - share)) : null;
  return { share, recordsPerSecond: row.records / seconds, secondsLeft };
}

function shareOf({ fromDay, reached, records, total }: OaiRow, now: Date): number | null {
  if (total) return Math.min(1, records / total);
  if (!reached) return null;
  const [begin, end] = [Date.parse(fromDay), Date.parse(reached)];
  const whole = now.getTime() - begin;
  return whole > 0 ? Math.min(1, Math.max(0, (end - begin) / whole)) : null;
}
