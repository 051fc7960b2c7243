/** A data folder with its embedded database, and a simulated arXiv, for one soak. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Database, openDatabase } from "@/lib/db/client";
import { leaseEmbedded } from "@/lib/db/embedded/lease";
import { migrate } from "@/lib/db/migrate";
import { type Env, parseEnv } from "@/lib/env";
import { type SimulatedArxiv, startSimulatedArxiv } from "../arxiv/server.ts";
import type { Plan } from "./plan.ts";

/** From start to start; what arXiv is owed is the simulator's to check. */
export const INTERVAL_MS = 25;
const OAI_PAGE = 40;

export type Stage = {
  db: Database;
  arxiv: SimulatedArxiv;
  settings: Env;
  dataDir: string;
  /** The variables that make a process of ours play in it. */
  environment: Record<string, string>;
  close(): Promise<void>;
};

export async function openStage(plan: Plan): Promise<Stage> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "broadsheet-soak-"));
  const directory = path.join(dataDir, "postgres");
  let db: Database | undefined;
  const lease = await leaseEmbedded(directory, {
    onMove: (url) => {
      if (db) db.pool.options.connectionString = url;
    },
  });
  await migrate(lease.url);
  const opened = await openDatabase(lease.url);
  db = {
    ...opened,
    isEmbedded: true,
    get url() {
      return lease.url;
    },
  };
  await shortenWaits(db);
  const { history, categories, seed } = plan;
  const tokenForm = seed % 2 ? "quoted" : "numbered";
  const oai = { pageSize: OAI_PAGE, tokenForm } as const;
  const arxiv = await startSimulatedArxiv({ ...history, day: history.from, oai });
  const environment = {
    ...arxiv.env,
    ARXIV_INTERVAL_MS: String(INTERVAL_MS),
    CATEGORIES: categories.join(","),
    DATA_DIR: dataDir,
  };
  return {
    db,
    arxiv,
    dataDir,
    environment,
    settings: parseEnv(environment),
    async close() {
      await arxiv.close();
      await opened.close();
      await lease.release();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** The interval stays; the longer waits that arXiv asks for are taken as that, to save the time. */
async function shortenWaits({ pool }: Database): Promise<void> {
  await pool.query(`
    CREATE FUNCTION shorten_wait() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN
        NEW.next_at := least(NEW.next_at,
                             clock_timestamp() + interval '${INTERVAL_MS} milliseconds');
        RETURN NEW;
      END $$;
    CREATE TRIGGER shorten_wait BEFORE UPDATE ON request_gate
      FOR EACH ROW EXECUTE FUNCTION shorten_wait()`);
}
