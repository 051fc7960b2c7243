import type { Database } from "@/lib/db/client";

/** Where every row is and which transaction wrote it: equal only where nothing was written. */
export async function photograph(db: Database): Promise<unknown[]> {
  const tables = ["paper", "paper_version", "announcement", "paper_topic", "tagging", "ledger_day"];
  const pictures = tables.map(async (table) => {
    const { rows } = await db.pool.query(`SELECT xmin, ctid FROM ${table} ORDER BY ctid`);
    return [table, rows];
  });
  return Promise.all(pictures);
}
