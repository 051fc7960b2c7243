import { formatDay } from "@/components/day-text";
import { HarvestNow } from "@/components/harvest-now";
import { LedgerCalendar, LedgerLegend } from "@/components/ledger-calendar";
import { LedgerMark } from "@/components/ledger-mark";
import { OpenDays, Repair } from "@/components/open-days";
import { RunHistory } from "@/components/run-history";
import { SourceWords } from "@/components/source-words";
import { isSettled } from "@/lib/ledger-summary";
import type { Ledger } from "@/lib/read/ledger";
import type { OaiListProgress } from "@/lib/read/oai-lists";
import type { Status } from "@/lib/read/status";

/** The supply of papers: the verdict, the ledger it rests on, and what the harvest is at. */
export function StatusView({ status }: { status: Status }) {
  const { verdict, ledger, sources, runs, lists, now } = status;
  return (
    <div className="status">
      <header className="lead">
        <p className="kicker">Status</p>
        <h1>
          <LedgerMark state={markOf(verdict)} /> {verdict.headline}
        </h1>
        {verdict.details.map((detail) => (
          <p key={detail}>{detail}</p>
        ))}
      </header>
      <div className="body">
        <div className="column">
          {ledger.days.length === 0 ? (
            <EmptyLedger />
          ) : (
            <section>
              <h2>The last five weeks</h2>
              <LedgerCalendar ledger={ledger} />
              <LedgerLegend />
            </section>
          )}
          <OpenDays ledger={ledger} now={now} />
          <Repairs ledger={ledger} now={now} />
        </div>
        <div className="margin">
          <HarvestNow {...status} />
          <SourceWords sources={sources} now={now} />
          <Archive lists={lists} />
        </div>
      </div>
      <RunHistory runs={runs} now={now} />
    </div>
  );
}

function markOf({ isFine, worst }: Status["verdict"]) {
  if (worst === null || (isFine && worst === "waiting")) return "waiting";
  return isFine ? "complete" : "late";
}

function EmptyLedger() {
  return (
    <section>
      <h2>No day is entered yet</h2>
      <p>
        The first harvest enters the last announcement days here, category by category, and what
        arXiv had of each. It begins by itself under <code>npm start</code> and{" "}
        <code>npm run worker</code>; <code>npm run harvest</code> runs one now.
      </p>
    </section>
  );
}

/** Settled days of which something had been missing or wrong. */
function Repairs({ ledger: { days }, now }: { ledger: Ledger; now: Date }) {
  const repaired = days
    .flatMap(({ entries }) => entries)
    .filter(({ state, repaired }) => repaired > 0 && isSettled(state));
  if (repaired.length === 0) return null;
  return (
    <section>
      <h2>Repaired</h2>
      <ul className="repairs">
        {repaired.map((entry) => (
          <li key={entry.category + entry.day}>
            <b>
              {entry.category}, <time dateTime={entry.day}>{formatDay(entry.day)}</time>
            </b>
            <Repair entry={entry} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Between which days every change of an archive's records has been read. */
function Archive({ lists }: { lists: readonly OaiListProgress[] }) {
  const covered = lists.flatMap(({ set, kind, coversFrom, completeThrough }) =>
    coversFrom && completeThrough ? [{ key: set + kind, set, coversFrom, completeThrough }] : [],
  );
  if (covered.length === 0) return null;
  return (
    <section>
      <h2>Records read</h2>
      <ul>
        {covered.map(({ key, set, coversFrom, completeThrough }) => (
          <li key={key}>
            {set}: all changes from {formatDay(coversFrom)} to {formatDay(completeThrough)}
          </li>
        ))}
      </ul>
    </section>
  );
}
