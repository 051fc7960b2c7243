import { closeDatabase, database } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { runCommand } from "@/lib/terminal/command";

const HELP = `Brings the database up to date and does nothing else. Every other command does this too.

  npm run db:migrate`;

await runCommand({
  help: HELP,
  cleanUp: closeDatabase,
  async run() {
    const { url } = await database();
    const applied = await migrate(url);
    console.log(
      applied.length > 0 ? `applied ${applied.join(", ")}` : "the database is up to date",
    );
    return 0;
  },
});
