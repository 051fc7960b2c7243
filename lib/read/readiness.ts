import { database } from "@/lib/db/client";
import { readHistory } from "@/lib/db/migrate";
import { AppError } from "@/lib/errors";

/**
 * Resolves when the database answers and has every migration of this copy.
 * @throws AppError `migration_failed` where migrations are missing, or as `database` does.
 */
export async function checkReadiness(): Promise<void> {
  const { pool } = await database();
  const { pending } = await readHistory(pool);
  if (pending.length === 0) return;
  throw new AppError(
    "migration_failed",
    `The database lacks ${pending.length} of the migrations: run npm run db:migrate.`,
  );
}
