import { closeDatabase, database } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { env } from "@/lib/env";
import { runWorker } from "@/lib/jobs/worker";
import { placeSample } from "@/lib/pipeline/place-sample";
import { runCommand } from "@/lib/terminal/command";
import { watchParent } from "@/lib/terminal/parent";
import { printable } from "@/lib/terminal/printable";

const HELP = `Runs the jobs: harvests from arXiv when something new is due and finds the topics of papers.
Any number of workers may run on one database.

  npm run worker

Stop it with Ctrl-C; it loses nothing.`;

await runCommand({
  help: HELP,
  cleanUp: closeDatabase,
  async run({ signal }) {
    watchParent(() => process.kill(process.pid, "SIGTERM"));
    const settings = env();
    const db = await database();
    await migrate(db.url);
    await placeSample(db.pool);
    await runWorker({ db, settings, signal, say: (line) => console.log(printable(line)) });
    return 0;
  },
});
