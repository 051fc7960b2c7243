/** What a soak walks through: days, hours, categories and where the kills are. */
import { addDays, type Day, weekdayOf } from "@/lib/paper";
import { easternInstant } from "../arxiv/eastern.ts";
import { createHistory, type History } from "../arxiv/history.ts";
import { createRandom, hashText } from "../arxiv/random.ts";
import { KILLS, type Kill } from "./kills.ts";

export type SoakOptions = {
  seed: number;
  /** Calendar days that are walked, half of them around each change of the clocks. */
  days: number;
  categories: readonly string[];
  /** New papers of a listing day, over all categories. */
  papersPerDay: number;
  /** Of a harvest on a working day, that it is a process and is killed; each kind comes in turn. */
  killShare: number;
  /** Harvests of a working day, at most and otherwise five. */
  looksPerDay?: number;
};

/** One harvest of the walk. `day` is the one whose listing is the latest at `at`, were there one. */
export type Step = {
  day: Day;
  at: Date;
  kill: Kill | null;
  /** The last one of its day: then arXiv's listings answer, so that every day is seen in the end. */
  isLast: boolean;
  /** No source answers all day. */
  isOutage: boolean;
  random: () => number;
};

export type Plan = SoakOptions & {
  history: History;
  /** The first days of the two stretches that are walked. */
  starts: Day[];
  steps: Step[];
  outage: Day | null;
};

/** Clocks in New York change on these days of 2026. */
const CLOCK_CHANGES = { spring: "2026-03-08", autumn: "2026-11-01" } as const;
/** Listing days that fall out by arXiv's own calendar of 2026, and are in lib/calendar. */
const KNOWN_HOLIDAYS: readonly Day[] = ["2026-06-22", "2026-07-06", "2026-09-08"];
/** After Thanksgiving; the calendar says that it falls out, and in every other history it does not. */
const DOUBTFUL_HOLIDAY: Day = "2026-11-27";
/** Hours and minutes in New York; the first two on the evening before. */
const LOOKS = [
  [-4, 10],
  [-2, 40],
  [0, 10],
  [6, 0],
  [12, 0],
] as const;
const WEEKEND_LOOKS = [LOOKS[2], LOOKS[4]] as const;
const SHORTEST_WITH_OUTAGE = 20;
/** Days that a stretch of history begins before its walk. */
const BEFORE = 8;

export function makePlan(options: SoakOptions): Plan {
  const { seed, categories, papersPerDay } = options;
  const half = Math.ceil(options.days / 2);
  const spring = addDays(CLOCK_CHANGES.spring, -Math.min(6, Math.floor(half / 2)));
  const autumn = addDays(CLOCK_CHANGES.autumn, -2);
  const stretches = [listDays(spring, half), listDays(autumn, options.days - half)];
  const random = createRandom(seed);
  // One unannounced in each stretch that is long enough for one.
  const sudden = stretches.flatMap((days) => {
    const working = days.slice(7).filter(isWorkingDay);
    return working[Math.floor(random() * Math.min(10, working.length))] ?? [];
  });
  const holidays = [...KNOWN_HOLIDAYS, ...sudden, ...(seed % 2 ? [DOUBTFUL_HOLIDAY] : [])];
  const history = joinHistories(
    [spring, autumn].map((from, index) => {
      const days = BEFORE + (stretches[index]?.length ?? 0);
      const began = addDays(from, -BEFORE);
      return createHistory({
        ...{ seed: seed + index, categories, papersPerDay, from: began, days, holidays },
      });
    }),
  );
  const outage = findOutage(stretches[0] ?? [], new Set(history.holidays));
  const steps = stretches.flatMap((list) => list.flatMap((day) => planDay(day, options, outage)));
  if (steps[0]) steps[0].kill = null; // it has nothing to compare with yet
  const kinds = Object.keys(KILLS) as Kill[];
  let turn = seed;
  for (const step of steps) {
    if (step.kill) step.kill = kinds[turn++ % kinds.length] ?? null;
  }
  return { ...options, history, steps, outage, starts: [spring, autumn] };
}

/** Nothing is announced between the two; papers that both made up are the first's. */
function joinHistories([first, second]: History[]): History {
  if (!first || !second) throw new Error("a soak has two stretches");
  const known = new Set(first.papers.map(({ id }) => id));
  return {
    ...first,
    until: second.until,
    papers: [...first.papers, ...second.papers.filter(({ id }) => !known.has(id))],
    listingDays: [...first.listingDays, ...second.listingDays],
  };
}

function planDay(
  day: Day,
  { seed, killShare, looksPerDay }: SoakOptions,
  outage: Day | null,
): Step[] {
  // The last ones: that of noon is the one at which the listings answer.
  const looks = isWorkingDay(day) ? LOOKS.slice(-(looksPerDay ?? LOOKS.length)) : WEEKEND_LOOKS;
  return looks.map(([hour, minute], index) => {
    const at = new Date(
      (hour < 0
        ? easternInstant(addDays(day, -1), 24 + hour)
        : easternInstant(day, hour)
      ).getTime() +
        minute * 60_000,
    );
    const random = createRandom(hashText(`${seed} ${at.toISOString()}`));
    const isLast = index === looks.length - 1;
    const isOutage = day === outage;
    const isKilled = !isLast && !isOutage && isWorkingDay(day) && random() < killShare;
    // Which kill it is, is chosen when all are known.
    return { day, at, isLast, isOutage, random, kill: isKilled ? "harvest-asking" : null };
  });
}

function listDays(from: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, index) => addDays(from, index));
}

/** A Thursday in the middle, long before the stretch ends. */
function findOutage(days: readonly Day[], holidays: ReadonlySet<Day>): Day | null {
  if (days.length < SHORTEST_WITH_OUTAGE) return null;
  return days.slice(9).find((day) => weekdayOf(day) === 4 && !holidays.has(day)) ?? null;
}

function isWorkingDay(day: Day): boolean {
  return weekdayOf(day) >= 1 && weekdayOf(day) <= 5;
}
