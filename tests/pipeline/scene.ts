import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { type Env, parseEnv } from "@/lib/env";
import type { Day } from "@/lib/paper";
import { type HarvestOptions, harvest } from "@/lib/pipeline/harvest";
import type { HarvestReport } from "@/lib/pipeline/harvest-report";
import {
  type SimulatedArxiv,
  type SimulatedArxivOptions,
  startSimulatedArxiv,
} from "@/tests/arxiv/server";
import {
  createPatientDatabase,
  emptyDatabase,
  readAnnouncements,
  readLastRun,
  type Told,
} from "./scene-database";

/** What is followed where a test names no other categories. */
const CATEGORIES = ["cs.LG", "cs.CL", "stat.ML"];

/** A simulated arXiv in front of a database of the test file's own. */
export type Scene = {
  readonly db: Database;
  readonly arxiv: SimulatedArxiv;
  readonly settings: Env;
  /** The variables that make a process of ours play in it, at the simulated time. */
  readonly environment: Record<string, string>;
  /** Begins anew: the database is emptied, and the simulated arXiv is another. */
  open(options: SimulatedArxivOptions & { categories?: string[] }): Promise<void>;
  /** A harvest at the simulated time. */
  harvest(options?: Partial<HarvestOptions>): Promise<HarvestReport>;
  /** From now on arXiv's pages of new listings do not answer, so that its feeds are all there is. */
  loseListings(): void;
  /** From now on arXiv's records do not answer, so that its query API is all there is. */
  loseRecords(): void;
  /** What is stored as announced in a category on a day, by identifier. */
  listStored(day: Day, category: string, options?: { isEstimated: boolean }): Promise<Told[]>;
  /** What was truly announced, in the same order. */
  listTruth(day: Day, category: string): Told[];
  /** That on these days all that was announced is stored as known, or as estimated, and no more. */
  expectTruth(
    days: readonly Day[],
    options?: { categories?: readonly string[]; isEstimated?: boolean },
  ): Promise<void>;
  /** The state of the latest run. */
  lastRun(): ReturnType<typeof readLastRun>;
};

/**
 * The scene of the test file that calls this, once and outside its tests. Each test opens it, by
 * itself or in a `beforeEach`; it is closed after each test, and its database after the last.
 */
export function prepareScene(): Scene {
  let db: Database | undefined;
  let opened: { arxiv: SimulatedArxiv; settings: Env } | undefined;
  const close = async () => {
    await opened?.arxiv.close();
    opened = undefined;
  };
  beforeAll(async () => {
    db = await createPatientDatabase();
  });
  afterEach(close);
  afterAll(() => db?.close());

  const scene: Scene = {
    get db() {
      return demand(db);
    },
    get arxiv() {
      return demand(opened).arxiv;
    },
    get settings() {
      return demand(opened).settings;
    },
    get environment() {
      return {
        ...environmentOf(scene.arxiv, scene.settings.CATEGORIES),
        DATABASE_URL: scene.db.url,
        SOAK_NOW: scene.arxiv.clock.now().toISOString(),
      };
    },
    async open({ categories = CATEGORIES, ...options }) {
      await close();
      await emptyDatabase(scene.db);
      const arxiv = await startSimulatedArxiv(options);
      opened = { arxiv, settings: parseEnv(environmentOf(arxiv, categories)) };
    },
    harvest: (options) =>
      harvest(scene.db, { settings: scene.settings, now: scene.arxiv.clock.now(), ...options }),
    loseListings: () =>
      scene.arxiv.faults.add({ name: "unavailable", source: "list", times: "always" }),
    loseRecords: () =>
      scene.arxiv.faults.add({ name: "unavailable", source: "oai", times: "always" }),
    listStored: (day, category, { isEstimated } = { isEstimated: false }) =>
      readAnnouncements(scene.db, { day, category, isEstimated }),
    listTruth: (day, category) =>
      scene.arxiv
        .truth(day, category)
        .announcements.sort((a, b) => (a.paperId < b.paperId ? -1 : 1)),
    async expectTruth(days, { categories = scene.settings.CATEGORIES, isEstimated = false } = {}) {
      for (const day of days) {
        for (const category of categories) {
          const stored = await scene.listStored(day, category, { isEstimated });
          expect(stored, `${category} on ${day}`).toEqual(scene.listTruth(day, category));
        }
      }
    },
    lastRun: () => readLastRun(scene.db),
  };
  return scene;
}

function environmentOf(
  arxiv: SimulatedArxiv,
  categories: readonly string[],
): Record<string, string> {
  return { ...arxiv.env, ARXIV_INTERVAL_MS: "0", CATEGORIES: categories.join(",") };
}

function demand<T>(part: T | undefined): T {
  if (part === undefined) throw new Error("the scene is not open");
  return part;
}
