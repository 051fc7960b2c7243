import type pg from "pg";
import { addDays, type Day } from "@/lib/paper";
import { countBusiestDay } from "@/lib/store/feed-days";

/** Where the busiest day of a month had fewer new papers, a day without any can be believed. */
const MUCH = 5;
const MONTH_DAYS = 30;

/** How many papers categories have had lately; `unknown` where none is stored. */
export type Traffic = "unknown" | "little" | "much";

/** What an empty answer for these categories is to be held against. */
export async function judgeTraffic(
  pool: pg.Pool,
  { categories, day }: { categories: readonly string[]; day: Day },
): Promise<Traffic> {
  const count = await countBusiestDay(pool, { categories, since: addDays(day, -MONTH_DAYS) });
  if (count === 0) return "unknown";
  return count < MUCH ? "little" : "much";
}
