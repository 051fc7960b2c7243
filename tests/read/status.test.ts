import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { toStatusBody } from "@/app/api/status/body";
import { listGauges } from "@/app/metrics/gauges";
import { closeDatabase, type Database } from "@/lib/db/client";
import type { LedgerState } from "@/lib/ledger";
import type { Day } from "@/lib/paper";
import { listGaps } from "@/lib/read/edition-gaps";
import { checkReadiness } from "@/lib/read/readiness";
import { readStatus } from "@/lib/read/status";
import { recordRun } from "@/lib/store/harvest-runs";
import { openReadDatabase } from "./open-database";

let db: Database;
beforeAll(async () => {
  db = await openReadDatabase();
});
afterAll(async () => {
  await closeDatabase();
  await db.close();
});
beforeEach(() =>
  db.pool.query(
    `TRUNCATE ledger_day, ledger_answer, harvest_run, oai_list, harvest_window;
     UPDATE request_gate SET failures = 0, next_at = '-infinity', blocked_at = NULL, blocked_reason = NULL`,
  ),
);

/** Tuesday, an hour after the listing of Wednesday 13 May appeared. */
const EVENING = new Date("2026-05-13T01:00:00Z");
const CATEGORIES = ["cs.CL", "stat.ML"];
const read = (now = EVENING) => readStatus({ now, categories: CATEGORIES });

async function enter(
  day: Day,
  state: LedgerState,
  { category = "cs.CL", expected = null as number | null, stored = 0 } = {},
) {
  await db.pool.query(
    `INSERT INTO ledger_day (category, day, state, expected, expected_by, stored, reason, updated_at)
     VALUES ($1, $2, $3, $4, CASE WHEN $4::int IS NULL THEN NULL ELSE 'listing'::harvest_source END,
             $5, 'as it is', $6)`,
    [category, day, state, expected, stored, EVENING],
  );
}

describe("the verdict", () => {
  test("is that nothing has been harvested, while nothing has", async () => {
    const { verdict, ledger } = await read();
    expect(verdict).toMatchObject({ headline: "Nothing has been harvested yet.", isFine: false });
    expect(ledger).toMatchObject({ days: [], keptThrough: null });
  });

  test("is fine where every day is settled", async () => {
    await enter("2026-05-12", "complete", { expected: 3, stored: 3 });
    await enter("2026-05-13", "complete", { expected: 2, stored: 2 });
    const { verdict } = await read();
    expect(verdict.headline).toBe("Everything arXiv announced up to Wednesday 13 May is here.");
    expect(verdict.isFine).toBe(true);
  });

  test("puts a refusal before everything else", async () => {
    await enter("2026-05-13", "complete", { expected: 2, stored: 2 });
    await db.pool.query("UPDATE request_gate SET blocked_reason = 'HTTP 403', blocked_at = now()");
    const { verdict, gate } = await read();
    expect(verdict.headline).toContain("arXiv refuses our requests");
    expect(verdict.isFine).toBe(false);
    expect(gate.blocked?.reason).toBe("HTTP 403");
  });

  test("tells of a harvest that does not run, though all that is entered is complete", async () => {
    await enter("2026-05-12", "complete", { expected: 3, stored: 3 });
    const inTime = await read(new Date("2026-05-13T07:59:00Z"));
    expect(inTime.verdict).toMatchObject({ isFine: true, worst: "waiting" });
    const { verdict } = await read(new Date("2026-05-13T08:00:00Z"));
    expect(verdict.headline).toBe("No harvest has run since Tuesday 12 May.");
    expect(verdict.isFine).toBe(false);
  });
});

describe("the ledger", () => {
  test("goes back to the Monday five weeks ago, the newest day first", async () => {
    for (const day of ["2026-04-12", "2026-04-13", "2026-05-13"] as const) {
      await enter(day, "complete", { expected: 1, stored: 1 });
    }
    const { ledger } = await read();
    expect(ledger.days[0]?.day).toBe("2026-05-13");
    expect(ledger.days.at(-1)?.day).toBe("2026-04-13");
    expect(ledger.days).toHaveLength(31);
  });

  test("has what each category stands like, and the worst of the day", async () => {
    await enter("2026-05-13", "complete", { expected: 5, stored: 5 });
    await enter("2026-05-13", "short", { category: "stat.ML", expected: 5, stored: 4 });
    const [day] = (await read()).ledger.days;
    expect(day?.worst).toBe("short");
    expect(day?.entries).toMatchObject([
      { category: "cs.CL", state: "complete", expectedBy: "listing", stored: 5 },
      { category: "stat.ML", state: "short", expected: 5, stored: 4, reason: "as it is" },
    ]);
  });

  test("does not wait for ever for what no harvest has looked for again", async () => {
    await enter("2026-05-13", "waiting");
    expect((await read()).ledger.days[0]?.worst).toBe("waiting");
    const later = await read(new Date("2026-05-13T09:00:00Z"));
    expect(later.ledger.days[0]?.worst).toBe("late");
  });

  test("asks nothing of the days before a category was followed", async () => {
    await enter("2026-05-12", "complete", { expected: 1, stored: 1 });
    await enter("2026-05-13", "complete", { expected: 1, stored: 1 });
    await enter("2026-05-13", "complete", { category: "stat.ML", expected: 1, stored: 1 });
    const { ledger } = await read();
    expect(ledger.days.map(({ entries }) => entries.length)).toEqual([2, 1]);
  });
});

describe("the runs", () => {
  test("tell a run at work from one that was killed", async () => {
    await db.pool.query(
      "INSERT INTO harvest_run (state, started_at) VALUES ('running', '2026-05-12T00:00:00Z')",
    );
    expect((await read()).runs[0]?.outcome).toBe("stopped");
    await recordRun(db, "daily", async (note) => {
      await note("listing of cs.CL");
      const { running, runs } = await read();
      expect(running).toMatchObject([{ kind: "daily", doing: "listing of cs.CL" }]);
      expect(runs.map(({ outcome }) => outcome)).toEqual(["running", "failed"]);
      const end = { state: "done", added: 1, revised: 0, skipped: 0, message: "fine" } as const;
      return { result: null, end };
    });
    const { running, runs } = await read();
    expect(running).toEqual([]);
    expect(runs[0]).toMatchObject({ outcome: "done", added: 1, message: "fine" });
  });

  test("have a rate and a time left once a list of records is under way", async () => {
    const began = new Date(EVENING.getTime() - 100_000);
    await db.pool.query(
      `INSERT INTO oai_list (set, kind, from_day, began_at, pages, records, total)
       VALUES ('cs', 'backfill', '2026-01-01', $1, 3, 3000, 12000)`,
      [began],
    );
    expect((await read()).lists).toMatchObject([{ share: 0.25, secondsLeft: null }]);
    await recordRun(db, "backfill", async () => {
      await db.pool.query("UPDATE harvest_run SET started_at = $1", [
        new Date(began.getTime() - 1000),
      ]);
      const { lists } = await read();
      expect(lists).toMatchObject([{ recordsPerSecond: 30, secondsLeft: 300 }]);
      const end = { state: "done", added: 0, revised: 0, skipped: 0, message: null } as const;
      return { result: null, end };
    });
  });
});

test("the API says the same, in JSON that has every name", async () => {
  await enter("2026-05-13", "short", { expected: 5, stored: 4 });
  await db.pool.query(
    `INSERT INTO ledger_answer VALUES ('cs.CL', '2026-05-13', 'listing', $1, 'partial', 5, 'five')`,
    [EVENING],
  );
  const body = toStatusBody(await read());
  expect(JSON.parse(JSON.stringify(body))).toMatchObject({
    verdict: "cs.CL is short by 1 of 5 papers on Wednesday 13 May.",
    isFine: false,
    worst: "short",
    at: EVENING.toISOString(),
    days: [{ day: "2026-05-13", worst: "short", entries: [{ category: "cs.CL", stored: 4 }] }],
    answers: [{ source: "listing", askedAt: EVENING.toISOString(), said: "five" }],
    gate: { blocked: null, failures: 0, waitingUntil: null },
    running: [],
    lists: [],
  });
});

test("the gauges count days by state and name what each category has", async () => {
  await enter("2026-05-13", "short", { expected: 5, stored: 4 });
  await enter("2026-05-13", "waiting", { category: "stat.ML" });
  const gauges = new Map(
    listGauges(await read(), { papers: 7 }).map(({ name, samples }) => [name, samples]),
  );
  expect(gauges.get("broadsheet_ledger_fine")).toEqual([{ value: 0 }]);
  expect(gauges.get("broadsheet_ledger_expected")).toEqual([
    { labels: { category: "cs.CL", day: "2026-05-13" }, value: 5 },
  ]);
  expect(gauges.get("broadsheet_ledger_days")).toContainEqual({
    labels: { state: "short" },
    value: 1,
  });
  expect(gauges.get("broadsheet_papers")).toEqual([{ value: 7 }]);
});

test("an edition knows what it lacks, and the latest one also which days are overdue", async () => {
  await enter("2026-05-11", "short", { expected: 5, stored: 4 });
  await enter("2026-05-12", "complete", { expected: 5, stored: 5 });
  await enter("2026-05-13", "late");
  expect(await listGaps("2026-05-12")).toEqual({ here: [], later: [] });
  expect((await listGaps("2026-05-11")).here).toMatchObject([{ category: "cs.CL", stored: 4 }]);
  expect((await listGaps("2026-05-12", { isLatest: true })).later).toMatchObject([
    { day: "2026-05-13", state: "late" },
  ]);
});

test("a database is ready with exactly the migrations of this copy", async () => {
  await expect(checkReadiness()).resolves.toBeUndefined();
  await db.pool.query(
    "UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%_init'",
  );
  await expect(checkReadiness()).rejects.toMatchObject({ code: "migration_failed" });
  await db.pool.query("UPDATE _prisma_migrations SET finished_at = now()");
  await db.pool.query(
    "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '2099_newer', now())",
  );
  await expect(checkReadiness()).rejects.toThrow("2099_newer");
});
