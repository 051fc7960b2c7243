import pg from "pg";
import { explainConnectError } from "@/lib/db/connect-error";
import { AppError } from "@/lib/errors";

/** A connection of the gate's own, whose advisory locks last as long as it does. */
export type GateSession = {
  /** @throws AppError `database_unreachable` also where no answer comes. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Aborted as soon as the connection is known to be broken, and its locks with it. */
  lost: AbortSignal;
  close(): void;
};

/** A server that says nothing for so long is gone; no statement of the gate waits for anything. */
const ANSWER_MS = 10_000;

/**
 * Opens one beside the pool: whoever waits at the gate takes no connection from the work that goes
 * on meanwhile. The server is told to notice within half a minute when the other side has vanished
 * without a word (power cut, network), and frees its locks then; by default it takes two hours.
 */
export async function openGateSession(pool: pg.Pool): Promise<GateSession> {
  const { options } = pool;
  const client = new pg.Client({ ...options, query_timeout: ANSWER_MS, keepAlive: true });
  const lost = new AbortController();
  const explain = (error: unknown) => explainConnectError(error, options.connectionString ?? "");
  const lose = (error?: unknown) => lost.abort(explainLoss(error));
  client.on("error", lose);
  client.on("end", lose);
  let queue: Promise<unknown> = Promise.resolve();
  const query = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => {
    const answer = queue.then(() => client.query<Row>(sql, values)); // one at a time
    queue = answer.catch(() => undefined);
    try {
      return (await answer).rows;
    } catch (error) {
      throw explain(error);
    }
  };
  const close = () => {
    client.removeListener("end", lose);
    // Not awaited: over a dead network the goodbye would take as long as the network stays dead.
    client.end().catch(() => undefined);
  };
  try {
    await client.connect();
    // https://www.postgresql.org/docs/current/runtime-config-connection.html
    await query(
      `SELECT set_config('tcp_keepalives_idle', '10', false),
              set_config('tcp_keepalives_interval', '5', false),
              set_config('tcp_keepalives_count', '3', false)`,
    );
  } catch (error) {
    close();
    throw explain(error);
  }
  return { query, lost: lost.signal, close };
}

function explainLoss(error: unknown): AppError {
  return new AppError(
    "database_unreachable",
    "The connection to the database broke while arXiv was being asked; the request was called off, " +
      "because other processes could not know of it any longer.",
    { cause: error },
  );
}
