import { listingInstant } from "@/lib/calendar";
import {
  type Answer,
  type AnswerOutcome,
  type HarvestSource,
  type Judgement,
  judgeDay,
} from "@/lib/ledger";
import type { Day } from "@/lib/paper";

/** A Tuesday in summer. */
export const TUESDAY: Day = "2026-05-12";
export const SATURDAY: Day = "2026-05-16";
/** Its batch waits for the next day's, by arXiv's calendar of 2026. */
export const DEFERRED: Day = "2026-11-27";

const HOUR = 3_600_000;

export function shift(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * HOUR);
}

/** Hours after the evening on which a day's listing appears. */
export function hoursIn(day: Day, hours: number): Date {
  return shift(listingInstant(day), hours);
}

/** What a source said: its answer, where the rest goes without saying. */
export type Said = Partial<Answer> & { source: HarvestSource; outcome: AnswerOutcome };

/** How a day stands at a moment, after what was said of it and with what is stored. */
export function judge(
  day: Day,
  now: Date,
  said: readonly Said[],
  stored: { known?: number; estimated?: number } = {},
): Judgement {
  const answers = said.map((answer) => ({
    category: "cs.LG",
    day,
    askedAt: now,
    expected: null,
    said: "so it said",
    ...answer,
  }));
  return judgeDay({ day, answers, stored: { known: 0, estimated: 0, ...stored } }, now);
}
