import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { explainConnectError } from "@/lib/db/connect-error";
import { type Lease, leaseEmbedded } from "@/lib/db/embedded/lease";
import { PrismaClient } from "@/lib/db/generated/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** An open database: Prisma for reads by key, the pool for SQL of our own. Both share connections. */
export type Database = {
  prisma: PrismaClient;
  pool: pg.Pool;
  url: string;
  isEmbedded: boolean;
  close(): Promise<void>;
};

/** Oldest server that is supported, as `server_version_num`. */
const OLDEST_SERVER = 140_000;
const DATE_OID = 1082;

// One Next process evaluates a module several times; the pool must be one per process.
const KEY = Symbol.for("broadsheet.database");
const shared = globalThis as { [KEY]?: Promise<Database> | undefined };

/**
 * The database of this process, opened at the first call: the server of DATABASE_URL, or the
 * embedded one, started when needed.
 * @throws AppError `database_unreachable`, `database_forbidden`, `database_too_old`,
 *   `data_dir_unusable`. The next call tries again.
 */
export function database(): Promise<Database> {
  const known = shared[KEY];
  if (known) return known;
  const opening = open();
  shared[KEY] = opening;
  opening.catch(() => {
    if (shared[KEY] === opening) shared[KEY] = undefined;
  });
  return opening;
}

/** Closes the database of this process, if it is open; the embedded server stops with its last user. */
export async function closeDatabase(): Promise<void> {
  const known = shared[KEY];
  shared[KEY] = undefined;
  const opened = await known?.catch(() => undefined);
  await opened?.close();
}

/** Where the files of the embedded server are. */
export function embeddedDirectory(): string {
  return path.join(env().DATA_DIR, "postgres");
}

/**
 * Opens a pool on the server at `url`; used directly by tests and tools that name their own server.
 * @throws AppError as `database` does.
 */
export async function openDatabase(url: string, lease?: Lease): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    application_name: "broadsheet",
    // A calendar date stays text: a JavaScript Date would move it by the zone of the machine.
    types: {
      getTypeParser: (oid, format) => (oid === DATE_OID ? keepText : parserOf(oid, format)),
    },
  });
  pool.on("error", () => undefined); // an idle connection that broke is replaced at the next query
  try {
    await checkVersion(pool, url);
  } catch (error) {
    await pool.end();
    await lease?.release();
    throw explainConnectError(error, url);
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const close = async () => {
    await prisma.$disconnect();
    await pool.end();
    await lease?.release();
  };
  return { prisma, pool, url, isEmbedded: lease !== undefined, close };
}

async function open(): Promise<Database> {
  const { DATABASE_URL } = env();
  if (DATABASE_URL) return openDatabase(DATABASE_URL);
  const lease = await leaseEmbedded(embeddedDirectory());
  return openDatabase(lease.url, lease);
}

async function checkVersion(pool: pg.Pool, url: string): Promise<void> {
  const { rows } = await pool.query<{ number: string; name: string }>(
    "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS name",
  );
  const [row] = rows;
  if (!row || Number(row.number) >= OLDEST_SERVER) return;
  throw new AppError(
    "database_too_old",
    `The server at ${new URL(url).host} is PostgreSQL ${row.name}; Broadsheet needs 14 or newer.`,
  );
}

function keepText(value: string): string {
  return value;
}

function parserOf(oid: number, format?: "text" | "binary") {
  return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid);
}
