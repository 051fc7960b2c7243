import { listingDayAt } from "@/lib/calendar";
import type { LedgerState } from "@/lib/ledger";
import { formatDayInWords, summariseLedger } from "@/lib/ledger-summary";
import type { Day } from "@/lib/paper";
import type { HarvestRun } from "@/lib/read/harvest-runs";
import type { Ledger } from "@/lib/read/ledger";
import type { GateStatus } from "@/lib/read/request-gate";

/** How the supply stands in a sentence, and in further ones what follows from it. */
export type Verdict = {
  headline: string;
  details: string[];
  isFine: boolean;
  worst: LedgerState | null;
};

type Facts = {
  ledger: Pick<Ledger, "days" | "keptThrough">;
  gate: GateStatus;
  running: readonly Pick<HarvestRun, "kind">[];
  now: Date;
};

/** Hours after which a day should have been entered in the ledger, whatever arXiv does. */
const HOURS_TO_KEEP = 8;

/** The verdict on the supply: a refusal first, then a harvest that does not run, then the ledger. */
export function judgeStatus({ ledger, gate, running, now }: Facts): Verdict {
  const summary = summariseLedger(ledger.days.flatMap(({ entries }) => entries));
  const { worst } = summary;
  if (gate.blocked) {
    const headline = "arXiv refuses our requests, and nothing more is asked.";
    return {
      headline,
      details: ["A person has to look into it.", ...summary.sentences],
      isFine: false,
      worst,
    };
  }
  const isHarvesting = running.some(({ kind }) => kind === "daily");
  const details = [describeFailures(gate)].flatMap((detail) => detail ?? []);
  if (worst === null) {
    const headline = isHarvesting ? "The first harvest is at work." : summary.verdict;
    return { headline, details, isFine: false, worst };
  }
  if (!isHarvesting && ledger.keptThrough && ledger.keptThrough < dayToBeKept(now)) {
    const headline = `No harvest has run since ${formatDayInWords(ledger.keptThrough)}.`;
    const advice = "See that npm start or npm run worker is running.";
    return { headline, details: [advice, ...details], isFine: false, worst };
  }
  if (!summary.isFine && isHarvesting) details.unshift("A harvest is at work on it.");
  const [headline = "", ...others] = summary.sentences;
  return { headline, details: [...others, ...details], isFine: summary.isFine, worst };
}

function dayToBeKept(now: Date): Day {
  return listingDayAt(new Date(now.getTime() - HOURS_TO_KEEP * 3_600_000));
}

function describeFailures({ failures }: GateStatus): string | null {
  if (failures === 0) return null;
  const times = failures === 1 ? "the last request" : `the last ${failures} requests`;
  return `arXiv did not serve ${times}; the next one waits its time.`;
}
