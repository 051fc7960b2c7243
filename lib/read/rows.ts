import pg from "pg";
import { database } from "@/lib/db/client";
import { explainConnectError } from "@/lib/db/connect-error";

/**
 * The rows of one statement, with its parameters bound.
 * @throws AppError `database_unreachable` or `database_forbidden`, also where the connection breaks
 *   in the middle; anything else is a bug in the statement.
 */
export async function selectRows<Row extends pg.QueryResultRow>(
  statement: string,
  parameters: unknown[] = [],
): Promise<Row[]> {
  const { pool, url } = await database();
  try {
    const { rows } = await pool.query<Row>(statement, parameters);
    return rows;
  } catch (error) {
    throw withoutDetails(explainConnectError(error, url));
  }
}

/** The driver's errors carry twenty fields that a log would print each time; two of them tell it all. */
function withoutDetails(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  return new Error(`${error.message} (SQLSTATE ${error.code})`);
}
