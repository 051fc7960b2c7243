import type pg from "pg";
import { announcementDays, listingDayAt } from "@/lib/calendar";
import { type Answer, judgeDay } from "@/lib/ledger";
import { oaiSetOf } from "@/lib/oai-set";
import { addDays, type Day } from "@/lib/paper";
import { listOaiSets } from "@/lib/pipeline/harvest-oai";
import { listFinishedWindows } from "@/lib/store/harvest-windows";
import {
  countAnnouncements,
  findLedgerStart,
  type LedgerLine,
  listAnswers,
  writeLedger,
} from "@/lib/store/ledger";
import { listDailyLists, type OaiList } from "@/lib/store/oai-lists";

/** Days that are judged anew each time; what is older has long been settled. */
const DAYS_JUDGED = 35;
/** Announcement days that the ledger of a new installation begins with. */
const FIRST_DAYS = 7;

/**
 * Judges the last days of every followed category by what is stored and what the sources said, and
 * writes it down.
 * @returns the lines, oldest first.
 */
export async function keepLedger(
  pool: pg.Pool,
  { categories, now }: { categories: readonly string[]; now: Date },
): Promise<LedgerLine[]> {
  const until = listingDayAt(now);
  const from = await findFirstJudged(pool, { categories, now });
  const range = { categories, from, until };
  const said = groupByKey(await listAnswers(pool, range));
  const counts = await countAnnouncements(pool, range);
  const lists = new Map(
    (await listDailyLists(pool, listOaiSets(categories))).map((list) => [list.set, list]),
  );
  const windows = await listFinishedWindows(pool, categories);
  const lines: LedgerLine[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) {
    for (const category of categories) {
      const key = keyOf({ category, day });
      const stored = counts.get(key) ?? { known: 0, estimated: 0 };
      const answers = [
        ...(said.get(key) ?? []),
        ...tellOfList(lists.get(oaiSetOf(category) ?? ""), { category, day }, now),
        ...(windows.has(day) ? [tellOfWindow({ category, day }, now)] : []),
      ];
      lines.push({ category, day, ...judgeDay({ day, answers, stored }, now) });
    }
  }
  await writeLedger(pool, lines, now);
  return lines;
}

/** The first day that the ledger judges of these categories, also of those followed since later. */
export async function findFirstJudged(
  pool: pg.Pool,
  { categories, now }: { categories: readonly string[]; now: Date },
): Promise<Day> {
  const until = listingDayAt(now);
  const start =
    (await findLedgerStart(pool, categories)) ??
    announcementDays({ until, count: FIRST_DAYS }).at(-1) ??
    until;
  const oldest = addDays(until, -DAYS_JUDGED);
  return [start, oldest].sort().at(-1) ?? start;
}

type CategoryDay = { category: string; day: Day };

function keyOf({ category, day }: CategoryDay): string {
  return `${category} ${day}`;
}

function groupByKey(answers: readonly Answer[]): Map<string, Answer[]> {
  const groups = new Map<string, Answer[]>();
  for (const answer of answers) {
    const key = keyOf(answer);
    groups.set(key, [...(groups.get(key) ?? []), answer]);
  }
  return groups;
}

/** What an archive's list says of a day, where all changes of the day have been read. */
function tellOfList(
  list: OaiList | undefined,
  { category, day }: CategoryDay,
  now: Date,
): Answer[] {
  if (!list?.coversFrom || !list.completeThrough) return [];
  if (!list.categories.includes(category)) return [];
  const { coversFrom, completeThrough } = list;
  if (day < coversFrom || day > completeThrough) return [];
  const said = `all changes up to ${completeThrough}`;
  const outcome = "whole";
  const askedAt = list.finishedAt ?? list.beganAt ?? now;
  return [{ category, day, source: "oai", askedAt, outcome, expected: null, said }];
}

/** What the query API says of a day whose submissions have all been read. */
function tellOfWindow({ category, day }: CategoryDay, now: Date): Answer {
  const said = "all that was submitted for the day";
  return { category, day, source: "api", askedAt: now, outcome: "whole", expected: null, said };
}
