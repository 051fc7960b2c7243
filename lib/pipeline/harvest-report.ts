import type { AppError } from "@/lib/errors";
import { summariseLedger } from "@/lib/ledger-summary";
import type { Day } from "@/lib/paper";
import type { LedgerLine } from "@/lib/store/ledger";
import type { Stored } from "@/lib/store/papers";

/** What one category's feed gave. */
export type FeedReport = {
  category: string;
  day: Day | null;
  /** Readable entries, by type of announcement. */
  counts: Record<string, number>;
  outcome: "read" | "unchanged" | "stale" | "failed";
  /** Every entry that arXiv announced that day is in it, as far as it shows. */
  isWhole: boolean;
  message: string | null;
};

/** What the page of new listings of a category gave; `repaired` counts what it put right. */
export type ListingReport = {
  category: string;
  day: Day | null;
  expected: number | null;
  repaired: number;
  message: string | null;
};

/** What the query API gave for one day. `expected` is arXiv's own total. */
export type WindowReport = { day: Day; expected: number; stored: number; message: string | null };

/** What a harvest did; `skipped` names every entry that could not be read. */
export type HarvestReport = Stored & {
  listings: ListingReport[];
  feeds: FeedReport[];
  windows: WindowReport[];
  completed: number;
  skipped: { id: string; reason: string }[];
  /** Announcements that one source had left out or made up and another has put right. */
  repaired: number;
  /** How the last days of the followed categories stand, oldest first. */
  ledger: LedgerLine[];
  /** What kept the harvest from being complete, in order. */
  problems: string[];
  /** What ended the harvest before it was through. */
  failure: AppError | null;
};

export function createReport(): HarvestReport {
  const counts = { added: 0, revised: 0, unchanged: 0, completed: 0, repaired: 0 };
  return {
    ...counts,
    listings: [],
    feeds: [],
    windows: [],
    skipped: [],
    ledger: [],
    problems: [],
    failure: null,
  };
}

export function addStored(report: HarvestReport, stored: Stored): void {
  for (const key of ["added", "revised", "unchanged"] as const) report[key] += stored[key];
}

/** The report in one line, for the last line of a command and the record of the run. */
export function summarise(report: HarvestReport): string {
  const { added, revised, completed, repaired, skipped, problems, failure, ledger } = report;
  const names = skipped.map(({ id, reason }) => `${id}: ${reason}`);
  const named = names.length > 0 ? ` (${nameFirst(names, 5)})` : "";
  const counts = [
    `stored ${added} new`,
    `${revised} revised`,
    `${completed} completed`,
    ...(repaired > 0 ? [`${repaired} put right`] : []),
    `${skipped.length} skipped${named}`,
  ];
  const causes = [...new Set([...problems, ...(failure ? [failure.message] : [])])];
  const trouble = causes.length > 0 ? `; incomplete: ${nameFirst(causes, 3)}` : "";
  const verdict = ledger.length > 0 ? `. ${summariseLedger(ledger).verdict}` : "";
  return `${counts.join(", ")}${trouble}${verdict}`;
}

/** Whether nothing is left to be had, by the run and by the ledger. */
export function isThrough({ failure, problems, ledger }: HarvestReport): boolean {
  return (
    !failure && problems.length === 0 && (ledger.length === 0 || summariseLedger(ledger).isFine)
  );
}

function nameFirst(names: readonly string[], most: number): string {
  const rest = names.length - most;
  return `${names.slice(0, most).join("; ")}${rest > 0 ? `; and ${rest} more` : ""}`;
}
