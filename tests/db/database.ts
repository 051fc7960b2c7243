import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { type Database, openDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";

/** A database of its own for one test file, on the server that the whole run shares. */
export async function createTestDatabase(options?: { isEmpty: boolean }): Promise<Database> {
  const server = inject("serverUrl");
  const name = `t_${randomBytes(6).toString("hex")}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  if (!options?.isEmpty) await migrate(url.href);
  const opened = await openDatabase(url.href);
  const close = async () => {
    await opened.close();
    await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { ...opened, close };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
