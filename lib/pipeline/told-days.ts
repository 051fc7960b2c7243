import type pg from "pg";
import type { Day } from "@/lib/paper";
import { listAnswers } from "@/lib/store/ledger";

/** Which categories' days a listing or a feed has told of. */
export async function readTold(
  pool: pg.Pool,
  range: { categories: readonly string[]; from: Day; until: Day },
): Promise<(category: string, day: Day) => boolean> {
  const answers = await listAnswers(pool, range);
  const told = new Set(
    answers
      .filter(({ outcome }) => outcome === "whole" || outcome === "partial")
      .map(({ category, day }) => `${category} ${day}`),
  );
  return (category, day) => told.has(`${category} ${day}`);
}
