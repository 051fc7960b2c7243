import { countOf, formatCount, formatDayLong } from "@/components/day-text";
import { Instant } from "@/components/instant";
import { LedgerMark, STATE_NAMES } from "@/components/ledger-mark";
import { SOURCE_NAMES } from "@/components/source-names";
import type { Answer } from "@/lib/ledger";
import { countMissing, describeOpenDay, isSettled } from "@/lib/ledger-summary";
import type { Ledger, LedgerDay, LedgerEntry } from "@/lib/read/ledger";

type Props = { ledger: Ledger; now: Date };

/** The days that are not settled: why, by whose word, and when each source was last asked. */
export function OpenDays({ ledger: { days, answers }, now }: Props) {
  const open = days.filter(({ entries }) => entries.some(({ state }) => !isSettled(state)));
  if (open.length === 0) return null;
  return (
    <section>
      <h2>Not settled</h2>
      {open.map((day) => (
        <OpenDay key={day.day} day={day} answers={answers} now={now} />
      ))}
    </section>
  );
}

function OpenDay({ day, answers, now }: { day: LedgerDay; answers: Answer[]; now: Date }) {
  const entries = day.entries.filter(({ state }) => !isSettled(state));
  return (
    <div className="open-day" id={`day-${day.day}`}>
      <h3>
        <time dateTime={day.day}>{formatDayLong(day.day)}</time>
      </h3>
      <p>{describeOpenDay(entries)}</p>
      <details open={entries.length < 3}>
        <summary>{entries.length === 1 ? "Why" : `Why, for ${entries.length} categories`}</summary>
        {entries.map((entry) => (
          <OpenEntry
            key={entry.category}
            entry={entry}
            answers={answers.filter((a) => a.category === entry.category && a.day === entry.day)}
            now={now}
          />
        ))}
      </details>
    </div>
  );
}

function OpenEntry({ entry, answers, now }: { entry: LedgerEntry; answers: Answer[]; now: Date }) {
  return (
    <div className={`open-entry ${entry.state}`}>
      <h4>
        <LedgerMark state={entry.state} /> {entry.category}: {STATE_NAMES[entry.state]}
      </h4>
      <p>
        {capitalise(entry.reason)}. {describeCounts(entry)}
      </p>
      <Repair entry={entry} now={now} />
      <ul>
        {answers.map(({ source, askedAt, said }) => (
          <li key={source}>
            {SOURCE_NAMES[source]}, asked <Instant at={askedAt} now={now} />: {said}
          </li>
        ))}
        {answers.length === 0 ? <li>No source has been asked about this day yet.</li> : null}
      </ul>
    </div>
  );
}

function describeCounts(entry: LedgerEntry): string {
  const { expected, expectedBy, stored } = entry;
  const have = `${formatCount(stored)} stored`;
  if (expected === null || expectedBy === null) return `How many is not known yet; ${have}.`;
  const missing = countMissing(entry);
  const lack = missing > 0 ? `, ${formatCount(missing)} missing` : "";
  return `Expected by ${SOURCE_NAMES[expectedBy].toLowerCase()}: ${formatCount(expected)}; ${have}${lack}.`;
}

/** What has been put right of a day; nothing where nothing had to be. */
export function Repair({
  entry: { repaired, repairedAt },
  now,
}: {
  entry: LedgerEntry;
  now: Date;
}) {
  if (repaired === 0 || !repairedAt) return null;
  return (
    <p>
      {countOf(repaired, "announcement")} put right by another source{" "}
      <Instant at={repairedAt} now={now} />.
    </p>
  );
}

function capitalise(text: string): string {
  return text.startsWith("arXiv") ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
