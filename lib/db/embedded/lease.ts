import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { EMBEDDED_NAME } from "@/lib/db/embedded/cluster";
import { startEmbedded, stopEmbedded } from "@/lib/db/embedded/server";

/** Advisory lock held, shared, by every process that uses the embedded server. */
const LEASE = 7_237_001;
const ATTEMPTS = 50;

/** A process's share in the embedded server: while one is held, the server stays up. */
export type Lease = { url: string; release(): Promise<void> };

/**
 * Joins the embedded server of `directory`, starting it when nobody runs it. The last process to
 * release its lease stops the server; one that was killed has released its lease by that.
 * @throws AppError `data_dir_unusable` when the server cannot be started.
 */
export async function leaseEmbedded(directory: string): Promise<Lease> {
  for (let attempt = 1; ; attempt++) {
    const url = await startEmbedded(directory);
    try {
      await createDatabase(url);
      const client = await connect(url);
      await client.query("SELECT pg_advisory_lock_shared($1)", [LEASE]);
      return { url, release: () => release(client, directory) };
    } catch (error) {
      // The server was just being stopped by the last one to leave, or is still recovering.
      if (attempt >= ATTEMPTS || !isPassing(error)) throw error;
      await sleep(200);
    }
  }
}

async function release(client: pg.Client, directory: string): Promise<void> {
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
  client.on("error", () => undefined); // a server that goes away is noticed at the next query
  await client.connect();
  return client;
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
  return /^57P0[123]$|^08|^ECONN|^EPIPE$/.test(code) || /terminated|Connection/.test(String(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
