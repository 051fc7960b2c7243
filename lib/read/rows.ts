import type pg from "pg";
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
    throw explainConnectError(error, url);
  }
}
