import { addDays, type Day } from "@/lib/paper";
import { finishDraft } from "./history-draft.ts";
import type { PaperText } from "./history-text.ts";
import { createHistoryWriter } from "./history-writer.ts";
import type { PaperSource } from "./paper-source.ts";
import { createRandom } from "./random.ts";
import { isListingDay } from "./schedule.ts";

export type HistoryOptions = {
  seed: number;
  categories: readonly string[];
  /** The first day; 2026-02-23 where absent, two weeks before the clocks change. */
  from?: Day;
  /** Calendar days. */
  days: number;
  /** New ones on each listing day, over all categories; other events come in proportion. */
  papersPerDay: number;
  /** Weekdays without a listing. Where absent, one in the second half of a history of ten days. */
  holidays?: readonly Day[];
  /** A day with so many new papers, all of the first category: more than 2,000 overflow a feed. */
  burst?: { day: Day; papers: number };
  /** Where titles, abstracts and authors are taken from; made up where absent. */
  corpus?: readonly PaperText[];
};

export type History = {
  papers: PaperSource[];
  holidays: Day[];
  from: Day;
  until: Day;
  /** Those with a listing. */
  listingDays: Day[];
};

const DEFAULT_START: Day = "2026-02-23";
/**
 * Days of arXiv from nothing, the same for the same seed: new papers with and without secondary
 * categories, aliases, papers held back for days before their announcement, replacements up to
 * version 7 and beyond, withdrawals, later cross-lists, changed primary categories, journal
 * references added on any day, old-style identifiers, a deferred day. Papers that are older than the
 * history, some of them with five versions, are there to be revised.
 */
export function createHistory(options: HistoryOptions): History {
  const from = options.from ?? DEFAULT_START;
  const until = addDays(from, options.days - 1);
  const all = Array.from({ length: options.days }, (_, index) => addDays(from, index));
  const holidays = new Set(options.holidays ?? chooseHoliday(all));
  const random = createRandom(options.seed);
  const writer = createHistoryWriter(options, { random, holidays });
  writer.writeBacklog();
  for (const day of all) {
    if (isListingDay(day, holidays)) writer.writeListing(day);
    writer.writeChanges(day);
  }
  const listingDays = all.filter((day) => isListingDay(day, holidays));
  return {
    papers: writer.drafts.map(finishDraft),
    holidays: [...holidays],
    from,
    until,
    listingDays,
  };
}

function chooseHoliday(days: readonly Day[]): Day[] {
  if (days.length < 10) return [];
  const half = days.slice(Math.floor(days.length / 2));
  return half.filter((day) => isListingDay(day, new Set())).slice(1, 2);
}
