import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { Database } from "@/lib/db/client";
import type { Day } from "@/lib/paper";
import { importFiles } from "@/lib/pipeline/import";
import { tagPapers } from "@/lib/pipeline/tag";
import { tell } from "@/tests/read/open-database";
import { sharedData } from "@/tests/shared-data";

/** A day of the real records with more papers than most, and with their abstracts. */
export const REAL_DAY: Day = "2026-04-21";

/** Two made-up editions: sixty papers on Tuesday 2026-05-12, one on Friday 2026-05-08. */
export async function storeMadeUpEditions(db: Database): Promise<void> {
  const plain = Array.from({ length: 57 }, (_, index) => ({
    id: `2605.1${String(index).padStart(4, "0")}`,
    title: `Made-up result ${index}`,
    listings: [{}],
  }));
  await tell(db, [
    ...plain,
    {
      id: "2605.00001",
      title: "Routing tokens in a mixture of experts",
      abstract: `A mixture of experts with $O(n^2)$ routing. ${"It is compared with others. ".repeat(30)}`,
      categories: ["cs.LG", "cs.CL"],
      listings: [{}, { category: "cs.CL", type: "cross" }],
    },
    {
      id: "hep-th/9901001",
      title: "An old paper with $\\alpha'$ corrections",
      abstract: "We show that $\\frac{1}{2} \\sum_i x_i \\leq 1$.",
      categories: ["hep-th", "cs.LG"],
      versions: [{ number: 1, submittedAt: new Date("1999-01-04T10:00:00Z") }],
      doi: "10.1000/182",
      listings: [{ type: "cross" }],
    },
    {
      id: "2404.00002",
      title: "LoRA once more",
      abstract: "Low-rank adaptation, LoRA, again.",
      listings: [{ type: "replace" }],
    },
    { id: "2605.00002", title: "The week before", listings: [{ day: "2026-05-08" }] },
  ]);
  await tagPapers(db.pool);
}

/** The real papers of `REAL_DAY`, imported as a person would import them. */
export async function storeRealDay(db: Database): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "broadsheet-day-"));
  try {
    const file = path.join(directory, "day.jsonl");
    await writeFile(file, (await readDay()).join("\n"));
    await importFiles(db.pool, [file], { now: new Date(`${REAL_DAY}T12:00:00Z`) });
    await tagPapers(db.pool);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function readDay(): Promise<string[]> {
  const lines: string[] = [];
  const input = createReadStream(sharedData("corpus/full-05.jsonl.gz")).pipe(createGunzip());
  for await (const line of createInterface({ input })) {
    if (line.includes(`"announced":"${REAL_DAY}"`)) lines.push(line);
  }
  return lines;
}
