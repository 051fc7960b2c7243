import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { explainConnectError } from "@/lib/db/connect-error";
import { NO_FILTERS, withSchemaEngine } from "@/lib/db/schema-engine";
import { AppError } from "@/lib/errors";

const MIGRATIONS = path.join(process.cwd(), "prisma", "migrations");
/** Advisory lock, so that two processes do not migrate at once. */
const MIGRATING = 7_237_002;

/**
 * Brings the database at `url` to the newest migration with Prisma's own engine, which comes as
 * WebAssembly from npm, so nothing is downloaded. Safe to call from several processes at once.
 * @returns names of the migrations applied now, oldest first.
 * @throws AppError `migration_failed`, or as `explainConnectError` words it.
 */
export async function migrate(url: string): Promise<string[]> {
  const guard = new pg.Client({ connectionString: url, application_name: "migrate" });
  guard.on("error", () => undefined);
  try {
    await guard.connect();
    await guard.query("SELECT pg_advisory_lock($1)", [MIGRATING]);
    const history = await readHistory(guard);
    if (history.pending.length === 0) return [];
    return await withSchemaEngine(url, async (engine) => {
      // Nobody else is at it (we hold the lock) and a script is one transaction, so nothing of an
      // interrupted migration is in the database.
      for (const migrationName of history.interrupted) {
        await engine.markMigrationRolledBack({ migrationName });
      }
      const migrationsList = await readMigrations();
      const result = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
      return result.appliedMigrationNames;
    });
  } catch (error) {
    throw wordFailure(error, url);
  } finally {
    await guard.end().catch(() => undefined);
  }
}

/** What of the migrations in `prisma/migrations` the database has. Names, oldest first. */
export type MigrationHistory = { pending: string[]; interrupted: string[] };

/**
 * Compares the database's record of migrations with the folder.
 * @throws AppError `migration_failed` when a newer Broadsheet has migrated the database.
 */
export async function readHistory(client: pg.Client | pg.Pool): Promise<MigrationHistory> {
  const names = await migrationNames();
  const { rows: tables } = await client.query<{ present: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present",
  );
  if (!tables[0]?.present) return { pending: names, interrupted: [] };
  const { rows } = await client.query<{ name: string; isFinished: boolean }>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS "isFinished"
       FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const foreign = rows.find(({ name }) => !names.includes(name));
  if (foreign) {
    throw new AppError(
      "migration_failed",
      `The database has the migration "${foreign.name}", which this Broadsheet does not know: ` +
        "a newer one made it. Update this copy, or use another database.",
    );
  }
  const finished = new Set(rows.filter((row) => row.isFinished).map((row) => row.name));
  return {
    pending: names.filter((name) => !finished.has(name)),
    interrupted: rows.filter((row) => !row.isFinished).map((row) => row.name),
  };
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function readMigrations() {
  const lockfile = await readFile(path.join(MIGRATIONS, "migration_lock.toml"), "utf8");
  const migrationDirectories = await Promise.all(
    (await migrationNames()).map(async (name) => {
      const value = await readFile(path.join(MIGRATIONS, name, "migration.sql"), "utf8");
      const migrationFile = { path: "migration.sql", content: { tag: "ok" as const, value } };
      return { path: name, migrationFile };
    }),
  );
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: "migration_lock.toml", content: lockfile },
    migrationDirectories,
    shadowDbInitScript: "",
  };
}

function wordFailure(error: unknown, url: string): unknown {
  const explained = explainConnectError(error, url);
  if (explained instanceof AppError) return explained;
  const reason = error instanceof Error ? error.message : String(error);
  if (/schema is not empty/i.test(reason)) {
    const message =
      "The database holds tables of something else. Give Broadsheet a database of its own: " +
      "createdb broadsheet, and name it in DATABASE_URL.";
    return new AppError("migration_failed", message, { cause: error });
  }
  if (/permission denied/i.test(reason)) {
    // The engine hands on the server's words and not its code.
    return explainConnectError(Object.assign(new Error(reason), { code: "42501" }), url);
  }
  const message = `The database could not be brought up to date: ${reason}`;
  return new AppError("migration_failed", message, { cause: error });
}
