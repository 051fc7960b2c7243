import type pg from "pg";
import { closeDatabase, database } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { AppError } from "@/lib/errors";
import { importFiles } from "@/lib/pipeline/import";
import { tagPapers } from "@/lib/pipeline/tag";
import { runCommand } from "@/lib/terminal/command";
import { startProgress } from "@/lib/terminal/progress";

const HELP = `Loads papers from files of JSON lines, plain or gzipped, and finds their topics.

  npm run import -- FILE…

  --no-tags    leave finding the topics to the worker

Two shapes are read, each line telling which it is:
  arXiv's public metadata snapshot  (id, title, authors_parsed, categories, versions, …)
  plain records                     (id, title, abstract, authors[], categories[], primary,
                                     published?, updated?, announced?, version?, comment?, doi?)

A bad line is named and skipped. Running it again changes nothing. Ctrl-C loses nothing that was
reported as stored.`;
/** Bad lines named one by one; after that they are only counted. */
const MOST_NAMED = 20;

await runCommand({
  help: HELP,
  flags: { "no-tags": { type: "boolean" } },
  takesWords: true,
  cleanUp: closeDatabase,
  async run({ values, words, signal }) {
    if (words.length === 0) throw new AppError("bad_input", `No file given.\n\n${HELP}`);
    const { pool, url } = await database();
    await migrate(url);

    const reading = startProgress({ noun: "papers" });
    let named = 0;
    const result = await importFiles(pool, words, {
      now: new Date(),
      signal,
      onProgress: reading.update,
      onSkip: (where, reason) => {
        if (++named <= MOST_NAMED) reading.interrupt(`skipped ${where}: ${reason}`);
      },
    }).finally(reading.finish);
    if (named > MOST_NAMED) console.error(`… and ${named - MOST_NAMED} more lines skipped`);

    const tagged = values["no-tags"] ? 0 : await tagWithProgress(pool, signal);
    const { added, revised, unchanged, skipped, damaged } = result;
    console.log(
      `stored ${added} new, ${revised} revised, ${unchanged} unchanged, ${skipped} skipped; ${tagged} tagged`,
    );
    for (const message of damaged) console.error(`broadsheet: ${message}`);
    return damaged.length > 0 ? 1 : 0;
  },
});

async function tagWithProgress(pool: pg.Pool, signal: AbortSignal): Promise<number> {
  const tagging = startProgress({ noun: "papers tagged" });
  const tagged = await tagPapers(pool, {
    signal,
    onProgress: ({ tagged: done, total }) => tagging.update({ done, total, items: done }),
  }).finally(tagging.finish);
  return tagged;
}
