import type { Day } from "@/lib/paper";
import { selectRows } from "@/lib/read/rows";

/** Whether a paper with this canonical identifier is stored. */
export function hasPaper(id: string): Promise<boolean> {
  return ask("SELECT EXISTS (SELECT 1 FROM paper WHERE id = $1) AS found", id);
}

/**
 * Whether there is anything to say of a day: it has papers, or it lies between two days that have,
 * so that its emptiness is a fact.
 */
export function hasEdition(day: Day): Promise<boolean> {
  return ask(
    `SELECT EXISTS (SELECT 1 FROM announcement WHERE day <= $1)
        AND EXISTS (SELECT 1 FROM announcement WHERE day >= $1) AS found`,
    day,
  );
}

/** Resolves when the database answers. */
export async function ping(): Promise<void> {
  await selectRows("SELECT 1");
}

async function ask(statement: string, parameter: string): Promise<boolean> {
  const rows = await selectRows<{ found: boolean }>(statement, [parameter]);
  return rows[0]?.found ?? false;
}
