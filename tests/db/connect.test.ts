import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { createTestDatabase } from "@/tests/db/database";

const ROLE = "weak_user";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase({ isEmpty: true });
  await db.pool.query(`DROP ROLE IF EXISTS ${ROLE}`);
  await db.pool.query(`CREATE ROLE ${ROLE} LOGIN PASSWORD 'w'`);
});
afterAll(async () => {
  await db.pool.query(`DROP ROLE ${ROLE}`);
  await db.close();
});

test("a port where nobody listens is a temporary failure that names the place", async () => {
  await expect(openDatabase(await closedUrl())).rejects.toMatchObject({
    code: "database_unreachable",
    isTemporary: true,
    message: expect.stringMatching(/^No PostgreSQL answers at 127\.0\.0\.1:\d+ .*DATABASE_URL/),
  });
});

test("a host that has no address, and a socket that is not there, are temporary failures", async () => {
  for (const url of [
    "postgresql://user:word@nowhere.invalid/app",
    "postgresql:///app?host=/nowhere/at/all&user=me",
  ]) {
    await expect(openDatabase(url)).rejects.toMatchObject({ code: "database_unreachable" });
  }
});

test("a listener that is no PostgreSQL is told from a bug", async () => {
  const server = createServer((socket) => socket.end("HTTP/1.0 400 Bad Request\r\n\r\n"));
  const port = await listenAnywhere(server);
  await expect(openDatabase(`postgresql://u:p@127.0.0.1:${port}/app`)).rejects.toMatchObject({
    code: expect.stringMatching(/^database_/),
  });
  server.close();
});

test.for([
  {
    what: "a wrong password",
    change: { password: "wrong" },
    says: /does not let ".+" in .*password/,
  },
  { what: "a database that is not there", change: { pathname: "/nope" }, says: /createdb nope/ },
  { what: "an encryption that the server lacks", change: { search: "?ssl=true" }, says: /sslmode/ },
])("$what needs a person, and the message says what to do", async ({ change, says }) => {
  const url = new URL(db.url);
  Object.assign(url, change);
  await expect(openDatabase(url.href)).rejects.toMatchObject({
    code: "database_forbidden",
    isTemporary: false,
    message: expect.stringMatching(says),
  });
});

test("a user without rights to make tables is told so, and nothing is made", async () => {
  const url = Object.assign(new URL(db.url), { username: ROLE, password: "w" }).href;
  await expect(migrate(url)).rejects.toMatchObject({
    code: "database_forbidden",
    message: expect.stringContaining(`"${ROLE}" lacks rights`),
  });
});

test("a server that only lets itself be read is told from the primary", async () => {
  const replica = await createTestDatabase({ isEmpty: true });
  const name = new URL(replica.url).pathname.slice(1);
  await db.pool.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
  await expect(migrate(replica.url)).rejects.toMatchObject({
    message: expect.stringMatching(/read-only|replica/),
  });
  await replica.close();
});

test("a database that holds somebody else's tables is left alone", async () => {
  const foreign = await createTestDatabase({ isEmpty: true });
  await foreign.pool.query("CREATE TABLE customers (id int)");
  await expect(migrate(foreign.url)).rejects.toMatchObject({
    code: "migration_failed",
    message: expect.stringContaining("a database of its own"),
  });
  const { rows } = await foreign.pool.query(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
  );
  expect(rows.map(({ relname }) => relname)).toEqual(["customers"]);
  await foreign.close();
});

describe("a command with DATABASE_URL", () => {
  test("ends with 75 where trying again may help, and starts no server of its own", async () => {
    const { code, errors, hasData } = await runMigrate(await closedUrl());
    expect(errors).toMatch(/^broadsheet: No PostgreSQL answers/m);
    expect({ code, hasData }).toEqual({ code: 75, hasData: false });
  });

  // In a process of its own: the driver leaves such a connection open until the server gives up.
  test("without a password says how to write one", async () => {
    const url = Object.assign(new URL(db.url), { password: "" }).href;
    const { code, errors } = await runMigrate(url);
    expect(errors).toMatch(/asks ".+" for a password and DATABASE_URL has none/);
    expect(code).toBe(1);
  });

  test("ends with 1 where a person is needed, and shows no password", async () => {
    const url = Object.assign(new URL(db.url), { password: "hush-hush" }).href;
    const { code, errors, hasData } = await runMigrate(url);
    expect(errors).toMatch(/^broadsheet: The server at .+ does not let/m);
    expect(errors).not.toContain("hush-hush");
    expect({ code, hasData }).toEqual({ code: 1, hasData: false });
  });
});

/** A URL on a port that was free a moment ago. */
async function closedUrl(): Promise<string> {
  const server = createServer();
  const port = await listenAnywhere(server);
  server.close();
  return `postgresql://user:word@127.0.0.1:${port}/app`;
}

async function listenAnywhere(server: Server): Promise<number> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

async function runMigrate(url: string) {
  const folder = await mkdtemp(path.join(tmpdir(), "broadsheet-connect-"));
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/migrate.ts"], {
    env: { ...process.env, DATABASE_URL: url, DATA_DIR: path.join(folder, "data") },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  const hasData = existsSync(path.join(folder, "data"));
  await rm(folder, { recursive: true, force: true });
  return { code, errors, hasData };
}
