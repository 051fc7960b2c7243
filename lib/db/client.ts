import path from "node:path";
import pg from "pg";
import { explainConnectError } from "@/lib/db/connect-error";
import { type LeaseOptions, leaseEmbedded } from "@/lib/db/embedded/lease";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** An open database. Everything is asked in SQL (docs/decisions/007-what-prisma-does.md). */
export type Database = {
  pool: pg.Pool;
  /** Where the server is now: the embedded one may come back on another port. */
  readonly url: string;
  isEmbedded: boolean;
  close(): Promise<void>;
};

/** Oldest server that is supported, as `server_version_num`. */
const OLDEST_SERVER = 140_000;
const DATE_OID = 1082;
/** How long opening a connection may take. */
const CONNECT_MS = 10_000;

// One Next process evaluates a module several times; the pool must be one per process.
const KEY = Symbol.for("broadsheet.database");
const shared = globalThis as { [KEY]?: Promise<Database> | undefined };

/**
 * The database of this process, opened at the first call: the server of DATABASE_URL, or the
 * embedded one, started when needed. `onNotice` hears when the embedded server goes away and returns.
 * @throws AppError `database_unreachable`, `database_forbidden`, `database_too_old`,
 *   `data_dir_unusable`. The next call tries again.
 */
export function database(options: Pick<LeaseOptions, "onNotice"> = {}): Promise<Database> {
  const known = shared[KEY];
  if (known) return known;
  const opening = open(options);
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
export async function openDatabase(url: string): Promise<Database> {
  await checkVersion(url);
  const pool = createPool(url);
  return { pool, url, isEmbedded: false, close: () => pool.end() };
}

async function open({ onNotice }: Pick<LeaseOptions, "onNotice">): Promise<Database> {
  const { DATABASE_URL } = env();
  if (DATABASE_URL) return openDatabase(DATABASE_URL);
  let opened: Database | undefined;
  const onMove = (url: string) => {
    if (opened) opened.pool.options.connectionString = url; // read at each new connection
  };
  const lease = await leaseEmbedded(embeddedDirectory(), { onNotice, onMove });
  try {
    opened = await openDatabase(lease.url);
  } catch (error) {
    await lease.release();
    throw error;
  }
  const { pool, close } = opened;
  return {
    pool,
    get url() {
      return lease.url;
    },
    isEmbedded: true,
    async close() {
      await close();
      await lease.release();
    },
  };
}

function createPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: "broadsheet",
    // A calendar date stays text: a JavaScript Date would move it by the zone of the machine.
    types: {
      getTypeParser: (oid, format) => (oid === DATE_OID ? keepText : parserOf(oid, format)),
    },
  });
  // A connection that broke is replaced at the next query; one in use fails its query as well.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

async function checkVersion(url: string): Promise<void> {
  // Not through the pool: it would leave a connection open whose login failed half-way.
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: "broadsheet",
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string; name: string }>(
      "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS name",
    );
    const [row] = rows;
    if (!row || Number(row.number) >= OLDEST_SERVER) return;
    throw new AppError(
      "database_too_old",
      `The server at ${new URL(url).host} is PostgreSQL ${row.name}; Broadsheet needs 14 or newer.`,
    );
  } catch (error) {
    throw explainConnectError(error, url);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function keepText(value: string): string {
  return value;
}

function parserOf(oid: number, format?: "text" | "binary") {
  return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid);
}
