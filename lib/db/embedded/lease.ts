import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { EMBEDDED_NAME } from "@/lib/db/embedded/cluster";
import { findPostmaster } from "@/lib/db/embedded/postmaster";
import { startEmbedded, stopEmbedded } from "@/lib/db/embedded/server";

/** Advisory lock held, shared, by every process that uses the embedded server. */
const LEASE = 7_237_001;
const ATTEMPTS = 50;
/** Milliseconds between tries to bring back a server that went away. */
const WAIT = { first: 500, longest: 30_000 };

/** A process's share in the embedded server: while one is held, the server stays up. */
export type Lease = {
  /** Where the server is now; a server that was killed may come back on another port. */
  readonly url: string;
  release(): Promise<void>;
};

export type LeaseOptions = {
  /** Told when the server went away, why it does not come back, and when it does. */
  onNotice?: ((line: string) => void) | undefined;
  /** Told where the server is after it was brought back. */
  onMove?: (url: string) => void;
};

/**
 * Joins the embedded server of `directory`, starting it when nobody runs it. When the server goes
 * away, each holder tries to bring it back until it is there. The last process to release its lease
 * stops the server; one that was killed has released its lease by that.
 * @throws AppError `data_dir_unusable` when the server cannot be started.
 */
export async function leaseEmbedded(
  directory: string,
  { onNotice = () => undefined, onMove = () => undefined }: LeaseOptions = {},
): Promise<Lease> {
  const released = new AbortController();
  let rejoining = Promise.resolve();
  let held = await join(directory);
  watch();
  return {
    get url() {
      return held.url;
    },
    async release() {
      released.abort();
      await rejoining;
      await leave(held.client, directory);
    },
  };

  function watch() {
    held.client.once("end", () => {
      if (!released.signal.aborted) rejoining = rejoin();
    });
  }

  async function rejoin(): Promise<void> {
    const isGone = (await findPostmaster(directory)) === null;
    if (isGone) onNotice("ended unexpectedly; starting it again");
    let [wait, lastWords] = [WAIT.first, ""];
    // Several processes notice at once; where they do not all start a server at once, all the better.
    await sleep(Math.random() * 200);
    while (!released.signal.aborted) {
      try {
        held = await join(directory);
        onMove(held.url);
        watch();
        if (isGone || lastWords) onNotice("runs again");
        return;
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        if (words !== lastWords) onNotice(words);
        lastWords = words;
      }
      await sleep(wait, undefined, { ref: false, signal: released.signal }).catch(() => undefined);
      wait = Math.min(wait * 2, WAIT.longest);
    }
  }
}

async function join(directory: string): Promise<{ client: pg.Client; url: string }> {
  for (let attempt = 1; ; attempt++) {
    const url = await startEmbedded(directory);
    let client: pg.Client | undefined;
    try {
      await createDatabase(url);
      client = await connect(url);
      await client.query("SELECT pg_advisory_lock_shared($1)", [LEASE]);
      return { client, url };
    } catch (error) {
      await client?.end().catch(() => undefined);
      // The server was just being stopped by the last one to leave, or is still recovering.
      if (attempt >= ATTEMPTS || !isPassing(error)) throw error;
      await sleep(200);
    }
  }
}

async function leave(client: pg.Client, directory: string): Promise<void> {
  try {
    await client.query("SELECT pg_advisory_unlock_shared($1)", [LEASE]);
    const { rows } = await client.query<{ alone: boolean }>(
      "SELECT pg_try_advisory_lock($1) AS alone",
      [LEASE],
    );
    if (rows[0]?.alone) await stopEmbedded(directory);
  } catch (error) {
    if (!isPassing(error)) throw error; // the server is gone already
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connect(url: string, database = EMBEDDED_NAME): Promise<pg.Client> {
  const target = new URL(url);
  target.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: target.href, application_name: "lease" });
  client.on("error", () => undefined); // a server that goes away is noticed by "end"
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = await connect(url, "postgres");
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [
      EMBEDDED_NAME,
    ]);
    if (!rowCount) await client.query(`CREATE DATABASE ${EMBEDDED_NAME}`);
  } catch (error) {
    // Another process was quicker (duplicate_database, or unique_violation inside the catalogue).
    if (!["42P04", "23505"].includes(codeOf(error))) throw error;
  } finally {
    await client.end();
  }
}

function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  // 57P01–57P03: shutting down, crashed, starting up.
  return (
    /^57P0[123]$|^08|^ECONN|^EPIPE$/.test(code) ||
    /terminated|not queryable|connection/i.test(String(error))
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
