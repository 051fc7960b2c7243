import { selectRows } from "@/lib/read/rows";

/**
 * How many papers are stored, as PostgreSQL last estimated it: counting millions takes seconds. 0
 * until a table has been analysed.
 */
export async function estimatePaperCount(): Promise<number> {
  const [row] = await selectRows<{ count: number }>(
    "SELECT greatest(reltuples, 0)::float8 AS count FROM pg_class WHERE oid = 'paper'::regclass",
  );
  return row?.count ?? 0;
}
