import { LEDGER_STATES } from "@/lib/ledger";
import type { Status } from "@/lib/read/status";
import type { Gauge } from "@/lib/text/metrics";

/** Days of the ledger that get numbers of their own. */
const DAYS = 7;

/** What the tables know of the supply, as gauges. `papers` is PostgreSQL's estimate of the table. */
export function listGauges(status: Status, { papers }: { papers: number }): Gauge[] {
  return [...ledgerGauges(status), ...harvestGauges(status), ...sourceGauges(status, papers)];
}

function ledgerGauges({ ledger, verdict }: Status): Gauge[] {
  const recent = ledger.days.slice(0, DAYS).flatMap(({ entries }) => entries);
  const all = ledger.days.flatMap(({ entries }) => entries);
  return [
    {
      name: "broadsheet_ledger_fine",
      help: "1 where nothing is wrong with the supply, else 0.",
      samples: [{ value: Number(verdict.isFine) }],
    },
    {
      name: "broadsheet_ledger_expected",
      help: "Announcements that arXiv had in a category on a day, where a source has said.",
      samples: recent.flatMap(({ category, day, expected }) =>
        expected === null ? [] : [{ labels: { category, day }, value: expected }],
      ),
    },
    {
      name: "broadsheet_ledger_stored",
      help: "Announcements of a category and day that are stored.",
      samples: recent.map(({ category, day, stored }) => ({
        labels: { category, day },
        value: stored,
      })),
    },
    {
      name: "broadsheet_ledger_days",
      help: "Days of all followed categories in the last five weeks, by state.",
      samples: LEDGER_STATES.map((state) => ({
        labels: { state },
        value: all.filter((entry) => entry.state === state).length,
      })),
    },
  ];
}

function harvestGauges({ runs, running }: Status): Gauge[] {
  const [last] = runs.filter(({ kind }) => kind === "daily");
  const ended = runs.find(({ kind, finishedAt }) => kind === "daily" && finishedAt !== null);
  const length = ended?.finishedAt ? ended.finishedAt.getTime() - ended.startedAt.getTime() : null;
  return [
    {
      name: "broadsheet_harvest_running",
      help: "1 for each kind of harvest that is at work.",
      samples: (["daily", "backfill"] as const).map((kind) => ({
        labels: { kind },
        value: Number(running.some((run) => run.kind === kind)),
      })),
    },
    at(
      "broadsheet_harvest_last_start_timestamp_seconds",
      "Start of the last daily harvest.",
      last?.startedAt,
    ),
    at(
      "broadsheet_harvest_last_end_timestamp_seconds",
      "End of the last daily harvest that ended.",
      ended?.finishedAt,
    ),
    {
      name: "broadsheet_harvest_last_duration_seconds",
      help: "Length of the last daily harvest that ended.",
      samples: length === null ? [] : [{ value: length / 1000 }],
    },
    {
      name: "broadsheet_harvest_last_state",
      help: "1 for the state of the last daily harvest that ended.",
      samples: ended ? [{ labels: { state: ended.outcome }, value: 1 }] : [],
    },
  ];
}

function sourceGauges({ gate, lists }: Status, papers: number): Gauge[] {
  return [
    {
      name: "broadsheet_gate_blocked",
      help: "1 where arXiv has refused us and a person has to look.",
      samples: [{ value: Number(gate.blocked !== null) }],
    },
    {
      name: "broadsheet_gate_failures",
      help: "Requests in a row that arXiv did not serve.",
      samples: [{ value: gate.failures }],
    },
    {
      name: "broadsheet_oai_records_read",
      help: "Records read of an archive's list, of the one under way or else the last.",
      samples: lists.map(({ set, kind, records }) => ({ labels: { set, kind }, value: records })),
    },
    {
      name: "broadsheet_papers",
      help: "Papers stored, as PostgreSQL estimates it.",
      samples: [{ value: papers }],
    },
  ];
}

function at(name: string, help: string, instant: Date | null | undefined): Gauge {
  return { name, help, samples: instant ? [{ value: instant.getTime() / 1000 }] : [] };
}
