import { closeDatabase, database } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { env, envWith } from "@/lib/env";
import { buildPages } from "@/lib/process/build";
import { startWebServer } from "@/lib/process/web-server";
import { runCommand } from "@/lib/terminal/command";
import { watchParent } from "@/lib/terminal/parent";

const HELP = `Serves the pages. Any number of these may run on one database.

  npm run web

HOST (127.0.0.1) and PORT (3000) say where.`;

/** Milliseconds for this process's own end, after the pages were closed. */
const LEFTOVERS_MS = 1_000;

await runCommand({
  help: HELP,
  flags: { dev: { type: "boolean" }, pages: { type: "string" }, port: { type: "string" } },
  cleanUp: closeDatabase,
  async run({ values, signal }) {
    watchParent(() => process.kill(process.pid, "SIGTERM"));
    const isDevelopment = values.dev ?? false;
    const { HOST, PORT } = values.port ? envWith({ PORT: values.port }) : env();
    const { url } = await database();
    await migrate(url);
    signal.throwIfAborted();
    // Under `npm start` the pages are built already, and this process may be a restarted one.
    const built = values.pages ?? (isDevelopment ? null : (await buildPages({ signal })).directory);
    const server = await startWebServer({ host: HOST, port: PORT, pages: built });
    console.log(`serving at ${server.url}`);
    process.send?.({ ready: server.url });
    if (!signal.aborted) {
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    }
    await server.close();
    // What Next's development server leaves running would keep this process alive.
    if (isDevelopment) setTimeout(() => process.exit(0), LEFTOVERS_MS).unref();
    return 0;
  },
});
