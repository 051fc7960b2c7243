import { describeDay, easternDay } from "@/lib/calendar";
import { closeDatabase, type Database, database } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { env, envWith } from "@/lib/env";
import { AppError, exitCodeOf } from "@/lib/errors";
import { type Day, parseDay } from "@/lib/paper";
import { type BackfillOptions, backfill } from "@/lib/pipeline/backfill";
import { harvest } from "@/lib/pipeline/harvest";
import { type HarvestReport, isThrough, summarise } from "@/lib/pipeline/harvest-report";
import { openGate } from "@/lib/store/gate";
import { runCommand } from "@/lib/terminal/command";
import { startProgress } from "@/lib/terminal/progress";

const HELP = `Harvests from arXiv: the latest listing and feed of every followed category, the records of
their archives, and whatever is missing of the last days.

  npm run harvest -- [options]

  --day YYYY-MM-DD      also ask for the papers of that announcement day
  --from YYYY-MM-DD     walk the archive instead: every record changed since that day, politely and
                        behind the daily harvest; stop it at will, it goes on where it was
  --categories a,b      these categories instead of CATEGORIES
  --verbose             a line for every request to arXiv
  --unblock             after arXiv refused us (403) and the reason is dealt with: ask again

The last line says how the announcements of the last days stand, as /status does.
Exit code: 0 all is here, 75 something is missing: try again later, 1 a person is needed.`;

await runCommand({
  help: HELP,
  flags: {
    day: { type: "string" },
    from: { type: "string" },
    categories: { type: "string" },
    verbose: { type: "boolean" },
    unblock: { type: "boolean" },
  },
  cleanUp: closeDatabase,
  async run({ values, signal }) {
    const settings =
      values.categories === undefined ? env() : envWith({ CATEGORIES: values.categories || "," });
    const [day, from] = [readDay("--day", values.day), readDay("--from", values.from)];
    if (day && from) {
      throw new AppError("bad_input", "--day and --from are two different runs; give one of them.");
    }
    const db = await database();
    await migrate(db.url);
    if (values.unblock) {
      const reason = await openGate(db.pool);
      console.log(
        reason ? `the gate is open again; it was closed for: ${reason}` : "the gate was open",
      );
    }
    const common = {
      settings,
      now: new Date(),
      signal,
      ...(values.verbose ? { onRequest: (line: string) => console.log(`  ${line}`) } : {}),
    };
    if (from) {
      console.log(summarise(await walkArchive(db, { ...common, from })));
      return 0;
    }
    const report = await harvest(db, { ...common, day, onLine: (line) => console.log(line) });
    console.log(summarise(report));
    if (report.failure) return exitCodeOf(report.failure);
    return isThrough(report) ? 0 : 75;
  },
});

async function walkArchive(db: Database, options: BackfillOptions): Promise<HarvestReport> {
  const progress = startProgress({ noun: "records" });
  try {
    return await backfill(db, {
      ...options,
      onProgress: ({ records, total }) =>
        progress.update({ done: records, total: total ?? records, items: records }),
    });
  } finally {
    progress.finish();
  }
}

function readDay(flag: string, text: string | undefined): Day | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (!day) {
    throw new AppError("bad_input", `${flag} ${text} is no date; write it as YYYY-MM-DD.`);
  }
  if (day > easternDay(new Date())) {
    throw new AppError(
      "bad_input",
      `${flag} ${text} lies ahead: arXiv has announced nothing for it.`,
    );
  }
  if (flag === "--day" && describeDay(day) !== "announcement") {
    throw new AppError("bad_input", `By arXiv's calendar ${text} had no announcement to ask for.`);
  }
  return day;
}
