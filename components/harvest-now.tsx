import { countOf, formatCount, formatDay, formatSpan } from "@/components/day-text";
import { Instant } from "@/components/instant";
import type { HarvestKind } from "@/lib/harvest-locks";
import type { HarvestRun } from "@/lib/read/harvest-runs";
import type { OaiListProgress } from "@/lib/read/oai-lists";
import type { Status } from "@/lib/read/status";

type Props = Pick<Status, "running" | "runs" | "lists" | "gate" | "now">;

/** What each kind of run is called. */
export const KIND_NAMES: Record<HarvestKind, string> = {
  daily: "Daily harvest",
  backfill: "Walk through the archive",
};

/** What is being harvested at this moment, how far it is, and whether arXiv lets us ask. */
export function HarvestNow({ running, runs, lists, gate, now }: Props) {
  const open = lists.filter(({ finishedAt }) => finishedAt === null);
  const resting = open.filter(({ kind }) => !running.some((run) => run.kind === kind));
  return (
    <section>
      <h2>At this moment</h2>
      <Gate gate={gate} now={now} />
      {running.map((run) => (
        <Run
          key={run.id}
          run={run}
          lists={open.filter(({ kind }) => kind === run.kind)}
          now={now}
        />
      ))}
      {running.length === 0 ? <Resting last={runs[0]} now={now} /> : null}
      {resting.length > 0 ? (
        <ul>
          {resting.map((list) => (
            <li key={list.set + list.kind}>Interrupted, goes on where it was: {describe(list)}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Run({ run, lists, now }: { run: HarvestRun; lists: OaiListProgress[]; now: Date }) {
  return (
    <>
      <p>
        <b>{KIND_NAMES[run.kind]}</b>, at work since <Instant at={run.startedAt} now={now} />
        {run.doing ? `: ${run.doing}` : ""}
      </p>
      <ul>
        {lists.map((list) => (
          <li key={list.set}>
            {describe(list)}
            {list.share === null ? null : (
              <progress aria-label={`Records of ${list.set}`} value={list.share} max={1}>
                {Math.round(list.share * 100)} %
              </progress>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Resting({ last, now }: { last: HarvestRun | undefined; now: Date }) {
  if (!last) return <p>No harvest has run yet.</p>;
  return (
    <p>
      No harvest is at work. The last one began <Instant at={last.startedAt} now={now} />.
    </p>
  );
}

function Gate({ gate: { blocked, failures, waitingUntil }, now }: Pick<Props, "gate" | "now">) {
  if (blocked) {
    return (
      <p className="blocked">
        <b>The gate is closed.</b> arXiv has refused us since{" "}
        <Instant at={blocked.since} now={now} />: {blocked.reason}. When the cause is dealt with,
        run <code>npm run harvest -- --unblock</code>.
      </p>
    );
  }
  if (failures === 0 || !waitingUntil) return null;
  return (
    <p>
      {`arXiv did not serve ${failures === 1 ? "the last request" : `the last ${failures} requests`}; `}
      the next one goes out <Instant at={waitingUntil} now={now} /> at the earliest.
    </p>
  );
}

/** `cs: 39,000 of 120,000 records in 30 pages, 420 a second, about 3 min left` */
function describe(list: OaiListProgress): string {
  const { set, records, total, pages, fromDay, reached, recordsPerSecond, secondsLeft } = list;
  const parts = [
    `${set}: ${total ? `${formatCount(records)} of ${formatCount(total)}` : formatCount(records)} records in ${countOf(pages, "page")}`,
    total || !reached
      ? `since ${formatDay(fromDay)}`
      : `from ${formatDay(fromDay)} to ${formatDay(reached)} so far`,
    ...(recordsPerSecond === null ? [] : [`${formatCount(Math.round(recordsPerSecond))} a second`]),
    ...(secondsLeft === null ? [] : [`about ${formatSpan(secondsLeft)} left`]),
  ];
  return parts.join(", ");
}
