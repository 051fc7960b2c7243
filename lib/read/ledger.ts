import { listingDayAt } from "@/lib/calendar";
import { type Answer, type HarvestSource, judgeDay, type LedgerState } from "@/lib/ledger";
import { worstOf } from "@/lib/ledger-summary";
import { addDays, type Day, weekdayOf } from "@/lib/paper";
import { selectRows } from "@/lib/read/rows";

/** What the ledger says of a category's day. */
export type LedgerEntry = {
  category: string;
  day: Day;
  state: LedgerState;
  expected: number | null;
  expectedBy: HarvestSource | null;
  stored: number;
  reason: string;
  /** Announcements that were missing or wrong and have been put right, and when the last were. */
  repaired: number;
  repairedAt: Date | null;
};

/** A day of every category that was followed then; `worst` is null where none was. */
export type LedgerDay = { day: Day; worst: LedgerState | null; entries: LedgerEntry[] };

/** The last weeks of the followed categories, the newest day first. */
export type Ledger = {
  categories: string[];
  days: LedgerDay[];
  /** The last day that a harvest has entered; null where none has entered any. */
  keptThrough: Day | null;
  answers: Answer[];
};

/** Weeks shown, the present one included; they begin on Mondays. */
const WEEKS = 5;

/**
 * The ledger of the last five weeks as it stands at `now`. A harvest writes it; where none has been
 * since, what it was waiting for and the days it has not entered are judged by the clock, so that a
 * harvest that does not run cannot leave a page that looks well.
 */
export async function readLedger({
  categories,
  now,
}: {
  categories: readonly string[];
  now: Date;
}): Promise<Ledger> {
  const until = listingDayAt(now);
  const monday = addDays(until, -((weekdayOf(until) + 6) % 7));
  const range = [categories, addDays(monday, -7 * (WEEKS - 1)), until];
  const [rows, answers] = await Promise.all([
    selectRows<LedgerEntry>(SELECT_DAYS, range),
    selectRows<Answer>(SELECT_ANSWERS, range),
  ]);
  const first = rows[0]?.day;
  const known = new Map(rows.map((row) => [`${row.category} ${row.day}`, row]));
  const begun = new Map<string, Day>();
  for (const { category, day } of rows) if (!begun.has(category)) begun.set(category, day);
  const days: LedgerDay[] = [];
  for (let day = until; first !== undefined && day >= first; day = addDays(day, -1)) {
    const entries = categories.flatMap((category) => {
      if (day < (begun.get(category) ?? "9999")) return [];
      const row = known.get(`${category} ${day}`) ?? { ...NOTHING, category, day };
      return [row.state === "waiting" ? judgeAnew(row, answers, now) : row];
    });
    days.push({ day, worst: worstOf(entries.map(({ state }) => state)), entries });
  }
  const keptThrough = rows.at(-1)?.day ?? null;
  return { categories: [...categories], days, keptThrough, answers };
}

const SELECT_DAYS = `
  SELECT category, day, state::text, expected, expected_by::text AS "expectedBy", stored, reason,
         repaired, repaired_at AS "repairedAt"
    FROM ledger_day WHERE category = ANY($1) AND day BETWEEN $2 AND $3 ORDER BY day, category`;

const SELECT_ANSWERS = `
  SELECT category, day, source::text, asked_at AS "askedAt", outcome, expected, said
    FROM ledger_answer WHERE category = ANY($1) AND day BETWEEN $2 AND $3
   ORDER BY day DESC, category, source`;

const NOTHING = {
  state: "waiting",
  expected: null,
  expectedBy: null,
  stored: 0,
  reason: "",
  repaired: 0,
  repairedAt: null,
} as const;

function judgeAnew(row: LedgerEntry, answers: readonly Answer[], now: Date): LedgerEntry {
  const { category, day, stored } = row;
  const heard = answers.filter((answer) => answer.category === category && answer.day === day);
  const facts = { day, answers: heard, stored: { known: stored, estimated: 0 } };
  return { ...row, ...judgeDay(facts, now) };
}
