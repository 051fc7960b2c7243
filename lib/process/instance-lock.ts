import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import { hostname } from "node:os";
import pg from "pg";
import { AppError } from "@/lib/errors";

/**
 * Makes this process the only supervisor of a folder of data, for as long as it lives. The lock is
 * in the database and goes with the connection, so a kill leaves nothing behind.
 * @returns a function that gives the lock back.
 * @throws AppError `already_running`.
 */
export async function lockInstance(url: string, dataDir: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url, application_name: "start" });
  client.on("error", () => undefined); // the watch over the database notices by itself
  await client.connect();
  const folder = await realpath(dataDir).catch(() => dataDir);
  const { rows } = await client.query<{ mine: boolean }>(
    "SELECT pg_try_advisory_lock($1, $2) AS mine",
    [hashOf(hostname()), hashOf(folder)],
  );
  const release = () => client.end().catch(() => undefined);
  if (rows[0]?.mine) return release;
  await release();
  throw new AppError(
    "already_running",
    `Broadsheet is already running on ${dataDir}. Stop that one first, or set DATA_DIR and PORT for a second.`,
  );
}

function hashOf(text: string): number {
  return createHash("sha256").update(text).digest().readInt32BE(0);
}
