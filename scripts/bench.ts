import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Database, openDatabase } from "@/lib/db/client";
import { leaseEmbedded } from "@/lib/db/embedded/lease";
import { migrate } from "@/lib/db/migrate";
import { AppError } from "@/lib/errors";
import { listen } from "@/lib/process/web-server";
import { runCommand } from "@/lib/terminal/command";
import { measureEditionPage } from "@/tests/bench/edition-page";
import { measureDay, measureOai } from "@/tests/bench/harvest";
import { measureImport } from "@/tests/bench/import";
import { type BenchRow, formatRows } from "@/tests/bench/row";
import { withSite } from "@/tests/bench/site";
import { measureStart } from "@/tests/bench/start";
import { measureTagging } from "@/tests/bench/tagging";

const HELP = `Measures on real papers, each figure beside a baseline of the same run.

  npm run bench                      everything: about ten minutes
  npm run bench -- --only import     one of: start, import (with tagging and the edition page), harvest
  npm run bench -- --corpus DIR      where full-01.jsonl.gz to full-05.jsonl.gz are`;

const FILES = ["full-01", "full-02", "full-03", "full-04", "full-05"];
/** The day with most papers in the corpus. */
const FULL_DAY = "2026-04-21";

await runCommand({
  help: HELP,
  flags: { only: { type: "string" }, corpus: { type: "string", default: "../shared/data/corpus" } },
  async run({ values }) {
    const rows: BenchRow[] = [];
    const directory = await mkdtemp(path.join(tmpdir(), "broadsheet-bench-"));
    try {
      const isWanted = (name: string) => values.only === undefined || values.only === name;
      if (isWanted("start"))
        rows.push(...(await measureStart(path.join(directory, "start"), await freePort())));
      if (isWanted("import")) rows.push(...(await measureStored(directory, values.corpus)));
      if (isWanted("harvest")) rows.push(...(await measureHarvest(directory, values.corpus)));
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
    console.log(formatRows(rows));
    return rows.every((row) => row.isReached) ? 0 : 1;
  },
});

async function measureHarvest(directory: string, corpus: string): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const measures = [
    (db: Database) => measureOai(db, { corpus, day: FULL_DAY }),
    (db: Database) => measureDay(db),
  ];
  for (const [index, measure] of measures.entries()) {
    await withDatabase(path.join(directory, `harvest-${index}`), async (db) => {
      rows.push(...(await measure(db)));
    });
  }
  return rows;
}

async function measureStored(directory: string, corpus: string): Promise<BenchRow[]> {
  const files = FILES.map((name) => path.join(corpus, `${name}.jsonl.gz`));
  const missing = files.find((file) => !existsSync(file));
  if (missing) {
    throw new AppError(
      "bad_input",
      `${missing} is not there; --corpus DIR says where the papers are.`,
    );
  }
  return withDatabase(path.join(directory, "postgres"), async (db) => [
    ...(await measureImport(db, files)),
    ...(await measureTagging(db)),
    ...(await withSite(db, await freePort(), (site) => measureEditionPage(site, FULL_DAY))),
  ]);
}

/** A database with nothing in it, on a server of its own. */
async function withDatabase<T>(directory: string, act: (db: Database) => Promise<T>): Promise<T> {
  const lease = await leaseEmbedded(directory);
  await migrate(lease.url);
  const db = await openDatabase(lease.url);
  try {
    return await act(db);
  } finally {
    await db.close();
    await lease.release();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await listen(probe, { host: "127.0.0.1", port: 0 });
  probe.close();
  return port;
}
