import { formatCount, formatDay, formatDayShort } from "@/components/day-text";
import { LedgerMark, STATE_NAMES } from "@/components/ledger-mark";
import type { LedgerState } from "@/lib/ledger";
import { countMissing, isSettled } from "@/lib/ledger-summary";
import { addDays, type Day, weekdayOf } from "@/lib/paper";
import type { Ledger, LedgerDay, LedgerEntry } from "@/lib/read/ledger";

/**
 * The ledger as a calendar: a row for each day, the newest first, a column for each category; a
 * table that grows downwards is read on a telephone as well.
 */
export function LedgerCalendar({ ledger: { categories, days } }: { ledger: Ledger }) {
  return (
    <div className="ledger">
      <table
        style={{ minWidth: `${TABLE_WIDTH.day + categories.length * TABLE_WIDTH.category}rem` }}
      >
        <caption className="hidden-text">
          How each followed category stands on each day of the last five weeks, the newest first.
        </caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {categories.map((category) => (
              <th key={category} scope="col">
                {category}
              </th>
            ))}
          </tr>
        </thead>
        {groupByWeek(days).map(([monday, rows]) => (
          <tbody key={monday}>
            {rows.map((row) => (
              <Row key={row.day} row={row} categories={categories} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** In rem: what a column takes at least before the table scrolls in its own place. */
const TABLE_WIDTH = { day: 5.3, category: 3.3 };

function groupByWeek(days: readonly LedgerDay[]): [Day, LedgerDay[]][] {
  const weeks = new Map<Day, LedgerDay[]>();
  for (const row of days) {
    const monday = addDays(row.day, -((weekdayOf(row.day) + 6) % 7));
    weeks.set(monday, [...(weeks.get(monday) ?? []), row]);
  }
  return [...weeks];
}

function Row({ row, categories }: { row: LedgerDay; categories: readonly string[] }) {
  const quiet = findCommonQuiet(row.entries);
  return (
    <tr className={quiet ? "quiet" : undefined}>
      <th scope="row">
        <time dateTime={row.day}>
          {quiet ? (
            formatDayShort(row.day)
          ) : (
            <a href={`/date/${row.day}`}>{formatDayShort(row.day)}</a>
          )}
        </time>
      </th>
      {quiet ? (
        <td colSpan={categories.length} title={row.entries[0]?.reason}>
          <LedgerMark state={quiet} /> <span>{STATE_NAMES[quiet]}</span>
        </td>
      ) : (
        categories.map((category) => (
          <Cell
            key={category}
            entry={row.entries.find((entry) => entry.category === category) ?? null}
          />
        ))
      )}
    </tr>
  );
}

/** The state of a day that is quiet in every category; null where there is something to count. */
function findCommonQuiet(entries: readonly LedgerEntry[]): LedgerState | null {
  const [first] = entries;
  if (!first || first.state === "complete" || !isSettled(first.state)) return null;
  return entries.every(({ state }) => state === first.state) ? first.state : null;
}

function Cell({ entry }: { entry: LedgerEntry | null }) {
  if (!entry) return <td className="unknown">not followed yet</td>;
  const { state, category, day, reason } = entry;
  const content = (
    <>
      <LedgerMark state={state} />
      <span className="hidden-text">{STATE_NAMES[state]} </span>
      <Counts entry={entry} />
    </>
  );
  return (
    <td className={state} title={`${category}, ${formatDay(day)}: ${reason}`}>
      {isSettled(state) ? content : <a href={`#day-${day}`}>{content}</a>}
    </td>
  );
}

/** What is stored of a day, or how much of it is missing. */
function Counts({ entry }: { entry: LedgerEntry }) {
  const { state, stored, expected, expectedBy } = entry;
  const missing = countMissing(entry);
  if (state === "short" && missing > 0) {
    return (
      <>
        <b>
          <span className="hidden-text">by </span>
          <span aria-hidden="true">−</span>
          {formatCount(missing)}
        </b>{" "}
        <small>of {formatCount(expected ?? 0)}</small>
      </>
    );
  }
  if (state === "complete") {
    const isEstimated = expectedBy === "oai" || expectedBy === "api";
    return (
      <b>
        {isEstimated ? (
          <>
            <span className="hidden-text">about </span>
            <span aria-hidden="true">~</span>
          </>
        ) : null}
        {formatCount(stored)}
      </b>
    );
  }
  if (isSettled(state)) return null;
  return stored > 0 ? <b>{formatCount(stored)}</b> : <small>{SHORT_NAMES[state] ?? ""}</small>;
}

const SHORT_NAMES: Partial<Record<LedgerState, string>> = {
  waiting: "waiting",
  late: "late",
  "stale-source": "stale",
};

/** What the marks mean, with those that trouble nobody last. */
export function LedgerLegend() {
  return (
    <ul className="legend">
      {LEGEND.map(([state, words]) => (
        <li key={state}>
          <LedgerMark state={state} /> <b>{STATE_NAMES[state]}</b> {words}
        </li>
      ))}
    </ul>
  );
}

const LEGEND: readonly [LedgerState, string][] = [
  ["complete", "all that arXiv announced is here; ~ where its day is estimated"],
  ["waiting", "arXiv still has time"],
  ["short", "so many papers are missing"],
  ["late", "overdue, or never seen"],
  ["stale-source", "arXiv shows an earlier day’s papers"],
  ["quiet-weekend", "nothing is announced"],
  ["quiet-holiday", "arXiv put it off"],
];
