import type pg from "pg";

/**
 * Runs `act` in one transaction on one connection; an error rolls it back and is thrown on.
 * @returns what `act` returns, after the commit.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  act: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await act(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    await client.query("ROLLBACK").catch(() => undefined); // the connection may be what failed
    throw error;
  } finally {
    client.release(failure); // a connection with a failure behind it is not used again
  }
}
