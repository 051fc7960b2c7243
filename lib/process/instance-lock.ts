import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { AppError } from "@/lib/errors";

/** Milliseconds between two tries to take a lost lock again. */
const RETAKE_MS = 1_000;

/**
 * Seconds until the server notices that the machine of a lock's holder is gone. Without these it
 * would keep the lock for hours after a power cut.
 */
const KEEPALIVES = `SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10;
  SET tcp_keepalives_count = 3`;

export type InstanceLock = { release(): Promise<void> };

/**
 * Makes this process the only supervisor of a folder of data on this machine, for as long as it
 * lives. The lock is in the database and goes with the connection, so a kill leaves nothing behind;
 * when the connection is lost, the lock is taken again as soon as the database is back.
 * `database.url` is read at each try.
 * @throws AppError `already_running`.
 */
export async function lockInstance(options: {
  database: { readonly url: string };
  dataDir: string;
}): Promise<InstanceLock> {
  const { database, dataDir } = options;
  const key = [hashOf(hostname()), hashOf(await realpath(dataDir).catch(() => dataDir))];
  const released = new AbortController();
  let held = await take(database.url, key);
  if (!held) {
    throw new AppError(
      "already_running",
      `Broadsheet is already running on ${dataDir}. Stop that one first, or set DATA_DIR and PORT for a second.`,
    );
  }
  watch(held);
  return {
    async release() {
      released.abort();
      await held?.end().catch(() => undefined);
    },
  };

  function watch(client: pg.Client): void {
    client.once("end", async () => {
      held = null;
      while (!held && !released.signal.aborted) {
        await sleep(RETAKE_MS, undefined, { ref: false });
        // Where another supervisor took it meanwhile, it is taken when that one ends.
        held = await take(database.url, key).catch(() => null);
      }
      if (released.signal.aborted) await held?.end().catch(() => undefined);
      else if (held) watch(held);
    });
  }
}

/** A connection that holds the lock, or null where another one does. */
async function take(url: string, key: number[]): Promise<pg.Client | null> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "start",
    connectionTimeoutMillis: 10_000,
  });
  client.on("error", () => undefined); // followed by "end"
  let isMine = false;
  try {
    await client.connect();
    await client.query(KEEPALIVES);
    const { rows } = await client.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_lock($1, $2) AS mine",
      key,
    );
    isMine = rows[0]?.mine ?? false;
    return isMine ? client : null;
  } finally {
    if (!isMine) await client.end().catch(() => undefined);
  }
}

function hashOf(text: string): number {
  return createHash("sha256").update(text).digest().readInt32BE(0);
}
