import { expect, test } from "vitest";
import { SOAK_CATEGORIES } from "./categories.ts";
import { KILLS } from "./kills.ts";
import { makePlan } from "./plan.ts";
import { walk } from "./walk.ts";

/** `npm run soak -- --seed N` takes others, and walks for longer. */
const SEED = 2;

test("what the ledger shows is true through faults, kills and both changes of the clocks", async () => {
  const plan = makePlan({
    seed: SEED,
    days: 8,
    categories: SOAK_CATEGORIES.slice(0, 4),
    papersPerDay: 8,
    killShare: 0.5,
    looksPerDay: 4,
  });
  const kills = plan.steps.flatMap(({ kill }) => kill ?? []);
  const victims = new Set(kills.map((kill) => KILLS[kill].hits.join(" and ")));
  expect([...victims].sort()).toEqual(["database", "process", "process and database"]);
  const report = await walk(plan, { say: () => undefined });
  expect(report.failures, `seed ${SEED}`).toEqual([]);
}, 240_000);
