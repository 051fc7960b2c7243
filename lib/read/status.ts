import { env } from "@/lib/env";
import { type HarvestRun, listHarvestRuns } from "@/lib/read/harvest-runs";
import { type Ledger, readLedger } from "@/lib/read/ledger";
import { listOaiProgress, type OaiListProgress } from "@/lib/read/oai-lists";
import { type GateStatus, readGate } from "@/lib/read/request-gate";
import { listSourceWords, type SourceWord } from "@/lib/read/sources";
import { judgeStatus, type Verdict } from "@/lib/read/status-verdict";

/** All that is known of the supply of papers, as it stands at `now`. */
export type Status = {
  now: Date;
  verdict: Verdict;
  ledger: Ledger;
  gate: GateStatus;
  /** Runs at work, at most one of each kind. */
  running: HarvestRun[];
  /** The latest runs, those at work among them, the newest first. */
  runs: HarvestRun[];
  lists: OaiListProgress[];
  sources: SourceWord[];
};

const RUNS_SHOWN = 30;

/**
 * The status of the supply, of the categories that this site follows unless others are named.
 * @throws AppError `database_unreachable` or `database_forbidden`.
 */
export async function readStatus({
  now,
  categories = env().CATEGORIES,
}: {
  now: Date;
  categories?: readonly string[];
}): Promise<Status> {
  const [ledger, gate, runs, sources] = await Promise.all([
    readLedger({ categories, now }),
    readGate(now),
    listHarvestRuns({ limit: RUNS_SHOWN }),
    listSourceWords(categories),
  ]);
  const running = runs.filter(({ outcome }) => outcome === "running");
  const lists = await listOaiProgress(running, now);
  const verdict = judgeStatus({ ledger, gate, running, now });
  return { now, verdict, ledger, gate, running, runs, lists, sources };
}
