import type { Database } from "@/lib/db/client";
import { type Env, parseEnv } from "@/lib/env";
import type { Day } from "@/lib/paper";
import { type HarvestOptions, harvest } from "@/lib/pipeline/harvest";
import type { HarvestReport } from "@/lib/pipeline/harvest-report";
import type { PaperSource } from "@/tests/arxiv/paper-source";
import {
  type SimulatedArxiv,
  type SimulatedArxivOptions,
  startSimulatedArxiv,
} from "@/tests/arxiv/server";
import { createTestDatabase } from "@/tests/db/database";

export const CATEGORIES = ["cs.LG", "cs.CL", "stat.ML"];

/** A database whose gate never makes anybody wait; that it does is tested beside the gate itself. */
export async function createPatientDatabase(): Promise<Database> {
  const db = await createTestDatabase();
  await db.pool.query(`
    CREATE FUNCTION wait_for_nothing() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN NEW.next_at := '-infinity'; RETURN NEW; END $$;
    CREATE TRIGGER wait_for_nothing BEFORE UPDATE ON request_gate
      FOR EACH ROW EXECUTE FUNCTION wait_for_nothing()`);
  return db;
}

/** A simulated arXiv in front of an emptied database. */
export type Scene = {
  arxiv: SimulatedArxiv;
  settings: Env;
  /** A harvest at the simulated time. */
  harvest(options?: Partial<HarvestOptions>): Promise<HarvestReport>;
  close(): Promise<void>;
};

export async function openScene(
  db: Database,
  { categories = CATEGORIES, ...options }: SimulatedArxivOptions & { categories?: string[] },
): Promise<Scene> {
  await db.pool.query(`
    TRUNCATE paper, feed_state, harvest_window, harvest_run CASCADE;
    UPDATE request_gate SET failures = 0, blocked_reason = NULL, blocked_at = NULL`);
  const arxiv = await startSimulatedArxiv(options);
  const settings = parseEnv({ ...environmentOf(arxiv), CATEGORIES: categories.join(",") });
  return {
    arxiv,
    settings,
    harvest: (more) => harvest(db, { settings, now: arxiv.clock.now(), ...more }),
    close: arxiv.close,
  };
}

/** What points a process or `parseEnv` at a simulated arXiv. */
export function environmentOf(arxiv: SimulatedArxiv): Record<string, string> {
  return { ...arxiv.env, ARXIV_INTERVAL_MS: "0", CATEGORIES: CATEGORIES.join(",") };
}

/** `perDay` papers new on each of `days`, by turns in one category and in two. */
export function papersOfDays(days: readonly Day[], perDay = 6): PaperSource[] {
  const listings = [["cs.LG"], ["cs.LG", "stat.ML"], ["cs.CL", "cs.LG"], ["stat.ML"]];
  return days.flatMap((announced) =>
    Array.from({ length: perDay }, (_, index): PaperSource => {
      const month = `${announced.slice(2, 4)}${announced.slice(5, 7)}`;
      const number = Number(announced.slice(8)) * 1000 + index + 1;
      const id = `${month}.${String(number).padStart(5, "0")}`;
      return {
        id,
        title: `Low-rank adaptation and the matter of ${id}`,
        abstract: `We study LoRA in the matter of ${id}.`,
        authors: ["Ada Example", "Bo Sample"],
        categories: listings[index % listings.length] ?? [],
        announced,
        comment: `${index + 1} pages`,
      };
    }),
  );
}

type Told = { paperId: string; type: string };

/** What is stored as announced in a category on a day, by identifier. */
export async function listStored(
  db: Database,
  day: Day,
  category: string,
  { isEstimated = false } = {},
): Promise<Told[]> {
  const { rows } = await db.pool.query<Told>(
    `SELECT paper_id AS "paperId", type FROM announcement
      WHERE day = $1 AND category = $2 AND is_estimated = $3 ORDER BY paper_id COLLATE "C"`,
    [day, category, isEstimated],
  );
  return rows;
}

/** What was truly announced, in the same order. */
export function listTruth({ arxiv }: Pick<Scene, "arxiv">, day: Day, category: string): Told[] {
  return arxiv.truth(day, category).announcements.sort((a, b) => (a.paperId < b.paperId ? -1 : 1));
}

/** The state of the latest run. */
export async function lastRun(db: Database) {
  const { rows } = await db.pool.query<{ state: string; message: string | null; isOpen: boolean }>(
    `SELECT state, message, finished_at IS NULL AS "isOpen" FROM harvest_run ORDER BY id DESC LIMIT 1`,
  );
  return rows[0];
}

/** Where every row is and which transaction wrote it: equal only where nothing was written. */
export async function photograph(db: Database): Promise<unknown[]> {
  const tables = ["paper", "paper_version", "announcement", "paper_topic", "tagging"];
  const pictures = tables.map(async (table) => {
    const { rows } = await db.pool.query(`SELECT xmin, ctid FROM ${table} ORDER BY ctid`);
    return [table, rows];
  });
  return Promise.all(pictures);
}
