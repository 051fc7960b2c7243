import type { LedgerState } from "@/lib/ledger";
import type { Day } from "@/lib/paper";

/** How a category's day stands, without the reasons. */
export type DayStanding = {
  category: string;
  day: Day;
  state: LedgerState;
  expected: number | null;
  stored: number;
};

/**
 * The ledger in words: `verdict` is its `sentences`, the most important first. `worst` is null for an
 * empty ledger, of which nothing good can be said.
 */
export type LedgerSummary = {
  verdict: string;
  sentences: string[];
  isFine: boolean;
  worst: LedgerState | null;
};

/** From the worst to the best. Only the first three mean that something is wrong. */
const BY_SEVERITY: readonly LedgerState[] = [
  "short",
  "late",
  "stale-source",
  "waiting",
  "complete",
  "quiet-holiday",
  "quiet-weekend",
];
const TROUBLES: readonly LedgerState[] = ["short", "late", "stale-source"];
const SETTLED: readonly LedgerState[] = ["complete", "quiet-holiday", "quiet-weekend"];
/** Categories that a sentence names before it counts the others. */
const MOST_NAMED = 3;

/** A date is no instant: formatted in UTC, so that no machine's zone can move it. */
const DAY_IN_WORDS = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "long",
  day: "numeric",
  month: "long",
});

/** Whether nothing more of a day is to come: all of it is stored, or there was nothing. */
export function isSettled(state: LedgerState): boolean {
  return SETTLED.includes(state);
}

/** Whether a state means that something is wrong. Waiting is not: arXiv is given its time. */
export function isTrouble(state: LedgerState): boolean {
  return TROUBLES.includes(state);
}

/** The worst of these states, or null of none. */
export function worstOf(states: Iterable<LedgerState>): LedgerState | null {
  const found = new Set(states);
  return BY_SEVERITY.find((state) => found.has(state)) ?? null;
}

/** Papers known to be missing from a day, 0 where nobody can say how many. */
export function countMissing({ expected, stored }: DayStanding): number {
  return Math.max(0, (expected ?? 0) - stored);
}

/**
 * The ledger in a sentence or two: what is wrong, else up to which day everything is here. A day that
 * arXiv still has time for is fine.
 */
export function summariseLedger(rows: readonly DayStanding[]): LedgerSummary {
  const worst = worstOf(rows.map(({ state }) => state));
  const isFine = worst !== null && !isTrouble(worst);
  const sentences = worst === null ? ["Nothing has been harvested yet."] : tell(rows);
  return { verdict: sentences.join(" "), sentences, isFine, worst };
}

function tell(rows: readonly DayStanding[]): string[] {
  const troubles = TROUBLES.flatMap((state) => describeState(state, rows, nameDays));
  if (troubles.length > 0) return troubles;
  const settledUntil = findSettledDay(rows);
  const whole = settledUntil
    ? [`Everything arXiv announced up to ${formatDayInWords(settledUntil)} is here.`]
    : [];
  return [...whole, ...describeState("waiting", rows, nameDays)];
}

/** What is wrong with a day, or still to come, for the page of that day; null where nothing is. */
export function describeOpenDay(rows: readonly DayStanding[]): string | null {
  const unnamed = () => "";
  const sentences = [...TROUBLES, "waiting" as const].flatMap((state) =>
    describeState(state, rows, unnamed),
  );
  return sentences.length > 0 ? sentences.join(" ") : null;
}

/** `Monday 23 November` */
export function formatDayInWords(day: Day): string {
  return DAY_IN_WORDS.format(new Date(`${day}T00:00:00Z`)).replace(",", "");
}

/** `cs.CL`, `cs.CL and cs.CV`, `cs.AI, cs.CL, cs.CV and 2 more` */
export function nameCategories(categories: Iterable<string>): string {
  const names = [...new Set(categories)].sort();
  const shown = names.slice(0, MOST_NAMED);
  const left = names.length - shown.length;
  const last = left > 0 ? `${left} more` : shown.pop();
  return shown.length > 0 ? `${shown.join(", ")} and ${last}` : (last ?? "");
}

/** The day before the first one that is open in any category, or the last one of all. */
function findSettledDay(rows: readonly DayStanding[]): Day | null {
  const days = [...new Set(rows.map(({ day }) => day))].sort();
  const open = new Set(rows.filter(({ state }) => !isSettled(state)).map(({ day }) => day));
  const first = days.findIndex((day) => open.has(day));
  return (first === -1 ? days.at(-1) : days[first - 1]) ?? null;
}

type NameDays = (rows: readonly DayStanding[]) => string;

/** ` on Friday 20 November`, or how many days and the last of them. */
function nameDays(rows: readonly DayStanding[]): string {
  const days = [...new Set(rows.map(({ day }) => day))].sort();
  const last = formatDayInWords(days.at(-1) ?? "1970-01-01");
  return days.length === 1 ? ` on ${last}` : ` on ${days.length} days, the last ${last}`;
}

/** Sentences on the rows in one state; none where there are no such rows. */
function describeState(state: LedgerState, all: readonly DayStanding[], name: NameDays): string[] {
  const rows = all.filter((row) => row.state === state);
  // Of a feed that was cut off nobody knows how many papers are missing.
  const uncounted = rows.filter((row) => countMissing(row) === 0);
  const groups =
    state === "short" ? [rows.filter((row) => countMissing(row) > 0), uncounted] : [rows];
  return groups
    .filter(({ length }) => length > 0)
    .map((group) => describeGroup(state, group, name));
}

function describeGroup(state: LedgerState, rows: readonly DayStanding[], name: NameDays): string {
  const categories = new Set(rows.map(({ category }) => category));
  const who = nameCategories(categories);
  const is = categories.size === 1 ? "is" : "are";
  const when = name(rows);
  if (state === "short") return `${who} ${is} ${describeLack(rows)}${when}.`;
  if (state === "late") return `No announcement has been seen in ${who}${when}.`;
  if (state === "stale-source") return `arXiv shows papers of an earlier day in ${who}${when}.`;
  return `Still waiting for ${who}${when}.`;
}

/** `short by 3 of 233 papers` */
function describeLack(rows: readonly DayStanding[]): string {
  const missing = rows.reduce((sum, row) => sum + countMissing(row), 0);
  if (missing === 0) return "not whole";
  const expected = rows.reduce((sum, row) => sum + (row.expected ?? 0), 0);
  return `short by ${missing.toLocaleString("en-GB")} of ${expected.toLocaleString("en-GB")} papers`;
}
