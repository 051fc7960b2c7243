import { readdir } from "node:fs/promises";
import path from "node:path";
import { AppError } from "@/lib/errors";
import { selectRows } from "@/lib/read/rows";

const MIGRATIONS = path.join(process.cwd(), "prisma", "migrations");

/**
 * Resolves when the database answers and has exactly the migrations of this copy. It does not ask
 * lib/db/migrate, which would bring the engine that applies them into the pages.
 * @throws AppError `migration_failed` where it has fewer or others, or as `selectRows` does.
 */
export async function checkReadiness(): Promise<void> {
  const [names, applied] = await Promise.all([listMigrations(), listApplied()]);
  const missing = names.filter((name) => !applied.has(name)).length;
  if (missing > 0) {
    throw new AppError(
      "migration_failed",
      `The database lacks ${missing} of the migrations: run npm run db:migrate.`,
    );
  }
  const foreign = [...applied].find((name) => !names.includes(name));
  if (foreign === undefined) return;
  throw new AppError(
    "migration_failed",
    `The database has the migration "${foreign}" of a newer Broadsheet: update this copy.`,
  );
}

async function listMigrations(): Promise<string[]> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function listApplied(): Promise<Set<string>> {
  const [table] = await selectRows<{ isThere: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "isThere"`,
  );
  if (!table?.isThere) return new Set();
  const rows = await selectRows<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return new Set(rows.map(({ name }) => name));
}
