import { type DayKind, describeDay, listingInstant, midnightEastern } from "@/lib/calendar";
import { addDays, type Day } from "@/lib/paper";

/**
 * The ledger: for each followed category and announcement day, what arXiv had, what is stored, and
 * why they differ. A quiet day and a fault must never look the same.
 */
export const LEDGER_STATES = [
  "complete",
  "waiting",
  "late",
  "stale-source",
  "short",
  "quiet-weekend",
  "quiet-holiday",
] as const;
export type LedgerState = (typeof LEDGER_STATES)[number];

/** Who is asked, the most trusted first. */
export const HARVEST_SOURCES = ["listing", "rss", "oai", "api"] as const;
export type HarvestSource = (typeof HARVEST_SOURCES)[number];

/**
 * What came of asking a source about a day: all of it (`whole`), a part (`partial`), another day's
 * instead (`earlier`: it has not turned the page; `stale`: it pretends to have), nothing on it
 * (`empty`), or no usable answer (`failed`).
 */
export const ANSWER_OUTCOMES = ["whole", "partial", "earlier", "stale", "empty", "failed"] as const;
export type AnswerOutcome = (typeof ANSWER_OUTCOMES)[number];

/** What a source last said of a category's day; `expected` counts announcements. */
export type Answer = {
  category: string;
  day: Day;
  source: HarvestSource;
  askedAt: Date;
  outcome: AnswerOutcome;
  expected: number | null;
  /** In words, for a person. */
  said: string;
};

/** The facts that a day's state follows from. `stored` counts announcements, known and estimated. */
export type DayFacts = {
  day: Day;
  answers: readonly Answer[];
  stored: { known: number; estimated: number };
};

/** A day's entry: `expected` is null while nobody has said. */
export type Judgement = {
  state: LedgerState;
  expected: number | null;
  expectedBy: HarvestSource | null;
  stored: number;
  reason: string;
};

/** arXiv's feeds follow the listing by four hours, and both are late by an hour at times. */
const GRACE_HOURS = 8;

/**
 * The state of a day, as far as `now` knows. arXiv's calendar only chooses the words: a day on which
 * an announcement was found is judged by what was found.
 */
export function judgeDay({ day, answers, stored }: DayFacts, now: Date): Judgement {
  // That there is nothing is the weakest word: whoever saw something is believed before it.
  const told =
    bestOf(answers, (answer) => hasTold(answer) && answer.expected !== 0) ??
    bestOf(answers, hasTold);
  if (told) return judgeTold(told, stored.known);
  const kind = describeDay(day);
  const all = stored.known + stored.estimated;
  const open = { expected: null, expectedBy: null, stored: all };
  if (now < listingInstant(day)) {
    return {
      ...open,
      state: "waiting",
      reason: `announced at 20:00 Eastern on ${addDays(day, -1)}`,
    };
  }
  const estimate = bestOf(answers, (answer) => isEstimator(answer) && answer.outcome === "whole");
  const quiet = judgeQuiet({ day, kind, answers, now, all });
  if (quiet) return { ...open, ...quiet };
  if (estimate && isOver(day, now)) {
    const reason =
      all > 0
        ? "the announcement was not seen; its papers are known from arXiv's records and placed by their times of submission"
        : "the announcement was not seen, and arXiv's records have no paper submitted for it";
    return { state: "complete", expected: all, expectedBy: estimate.source, stored: all, reason };
  }
  return { ...open, ...judgeMissing(day, answers, now) };
}

/**
 * Whether an answer says how much there was. A listing of which some entries were unreadable still
 * says it, and is trusted over a feed that could be read whole.
 */
function hasTold(answer: Answer): boolean {
  const { outcome, expected } = answer;
  if (isEstimator(answer) || expected === null) return false;
  return outcome === "whole" || (outcome === "partial" && expected > 0);
}

/** Sources that know papers and their times of submission, but no announcement. */
function isEstimator({ source }: Answer): boolean {
  return source === "oai" || source === "api";
}

function judgeTold({ source, expected, outcome }: Answer, known: number): Judgement {
  const facts = { expected: expected ?? 0, expectedBy: source, stored: known };
  const by = source === "listing" ? "arXiv's listing" : "arXiv's feed";
  if (known < facts.expected) {
    const reason = `${by} has ${facts.expected}, ${known} are stored`;
    return { ...facts, state: "short", reason };
  }
  // What could not be read of a listing may have come by the feed: exactly then the counts agree.
  // A feed that was cut off says nothing of what it lacks.
  const isPartial = outcome === "partial" && !(source === "listing" && known === facts.expected);
  if (isPartial) {
    const reason = `${by} could be read in part only; ${known} are stored`;
    return { ...facts, state: "short", reason };
  }
  const reason = facts.expected === 0 ? `${by} has none` : `all ${facts.expected} of ${by}`;
  return { ...facts, state: "complete", reason };
}

type Asked = { day: Day; kind: DayKind; answers: readonly Answer[]; now: Date; all: number };

/** A day without an announcement: by the calendar once arXiv was looked at, else by arXiv alone. */
function judgeQuiet({ day, kind, answers, now, all }: Asked) {
  if (all > 0) return null;
  const looked = answers.some(
    ({ outcome, askedAt }) =>
      (outcome === "earlier" || outcome === "empty") && askedAt >= listingInstant(day),
  );
  if (kind === "weekend") {
    const reason = looked ? "arXiv announces nothing on weekends" : "a weekend; not looked yet";
    return looked || isOver(day, now) ? { state: "quiet-weekend" as const, reason } : null;
  }
  const isKnown = looked || answers.some(isEstimator);
  if (!isKnown) return null;
  if (kind === "deferred") {
    const reason = "arXiv announces nothing on this day, by its calendar";
    return { state: "quiet-holiday" as const, reason };
  }
  if (!isOver(day, now) || !answers.some((answer) => sawNothingAtNoon(answer, day))) return null;
  const reason = "arXiv announced nothing, though its calendar had not said so";
  return { state: "quiet-holiday" as const, reason };
}

/** The page had not turned by noon of the day itself, sixteen hours after it should have. */
function sawNothingAtNoon({ source, outcome, askedAt }: Answer, day: Day): boolean {
  const noon = midnightEastern(day).getTime() + 12 * 3_600_000;
  return source === "listing" && outcome === "earlier" && askedAt.getTime() >= noon;
}

function judgeMissing(day: Day, answers: readonly Answer[], now: Date) {
  const stale = bestOf(answers, ({ outcome }) => outcome === "stale");
  if (stale) return { state: "stale-source" as const, reason: stale.said };
  const failed = bestOf(answers, ({ outcome }) => outcome === "failed");
  const why = failed ? `; ${failed.source} failed: ${failed.said}` : "";
  const due = listingInstant(day).getTime();
  if (now.getTime() < due + GRACE_HOURS * 3_600_000) {
    return { state: "waiting" as const, reason: `due, and not seen yet${why}` };
  }
  const reason = isOver(day, now) ? `the announcement was not seen${why}` : `overdue${why}`;
  return { state: "late" as const, reason };
}

/** Whether the next day's listing is out, so that this one's can be seen no more. */
function isOver(day: Day, now: Date): boolean {
  return now >= listingInstant(addDays(day, 1));
}

function bestOf(answers: readonly Answer[], test: (answer: Answer) => boolean): Answer | null {
  for (const source of HARVEST_SOURCES) {
    const found = answers.find((answer) => answer.source === source && test(answer));
    if (found) return found;
  }
  return null;
}
