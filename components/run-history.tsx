import { formatCount, formatSpan } from "@/components/day-text";
import { KIND_NAMES } from "@/components/harvest-now";
import { Instant } from "@/components/instant";
import type { HarvestRun, RunOutcome } from "@/lib/read/harvest-runs";

const OUTCOMES: Record<RunOutcome, string> = {
  running: "at work",
  done: "done",
  partial: "incomplete",
  failed: "failed",
  stopped: "stopped",
};

/** Runs that are shown before the rest is folded. */
const SHOWN = 8;

/** The latest runs, the newest first, with what each said at its end. */
export function RunHistory({ runs, now }: { runs: readonly HarvestRun[]; now: Date }) {
  if (runs.length === 0) return null;
  const earlier = runs.slice(SHOWN);
  return (
    <section className="runs">
      <h2>The last runs</h2>
      <RunList runs={runs.slice(0, SHOWN)} now={now} />
      {earlier.length > 0 ? (
        <details>
          <summary>{earlier.length} earlier</summary>
          <RunList runs={earlier} now={now} />
        </details>
      ) : null}
    </section>
  );
}

function RunList({ runs, now }: { runs: readonly HarvestRun[]; now: Date }) {
  return (
    <ol>
      {runs.map((run) => (
        <li key={run.id} className={run.outcome}>
          <p>
            <Instant at={run.startedAt} now={now} /> <b>{OUTCOMES[run.outcome]}</b>
            {describeLength(run)}
            {run.kind === "daily" ? "" : ` · ${KIND_NAMES[run.kind].toLowerCase()}`}
          </p>
          <p>{run.message ?? run.doing ?? describeCounts(run)}</p>
        </li>
      ))}
    </ol>
  );
}

function describeLength({ startedAt, finishedAt }: HarvestRun): string {
  if (!finishedAt) return "";
  return ` · ${formatSpan((finishedAt.getTime() - startedAt.getTime()) / 1000)}`;
}

function describeCounts({ added, revised, skipped }: HarvestRun): string {
  return `${formatCount(added)} new, ${formatCount(revised)} revised, ${formatCount(skipped)} skipped`;
}
