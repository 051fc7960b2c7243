import { once } from "node:events";
import { createServer } from "node:http";
import path from "node:path";
import { closeDatabase, type Database, database, embeddedDirectory } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { type Env, env, findOddNames } from "@/lib/env";
import { buildPages } from "@/lib/process/build";
import { startChild } from "@/lib/process/child";
import { lockInstance } from "@/lib/process/instance-lock";
import { listen, urlOf, WEB_NODE_FLAGS } from "@/lib/process/web-server";
import { runCommand } from "@/lib/terminal/command";
import { printable } from "@/lib/terminal/printable";
import { formatSeconds } from "@/lib/terminal/progress";

const HELP = `Starts Broadsheet: database, tables, pages, worker. The first start also builds the pages and
begins to harvest from arXiv.

  npm start

Everything can be set by environment variables; README.md lists them. Ctrl-C stops it in good order.`;

/** Milliseconds after which the person who waits for the database is told why it may take longer. */
const EXPLAIN_AFTER_MS = 8_000;

await runCommand({
  help: HELP,
  flags: { dev: { type: "boolean" } },
  cleanUp: closeDatabase,
  async run({ values, signal }) {
    const settings = env();
    const isDevelopment = values.dev ?? false;
    const odd = findOddNames();
    if (odd.length > 0) say("settings", `unknown, so without effect: ${odd.join(", ")}`);
    const db = await openDatabase();
    const lock = await lockInstance({ database: db, dataDir: settings.DATA_DIR });
    const port = await checkPort(settings);
    const applied = await migrate(db.url);
    say("tables", applied.length > 0 ? `made (${applied.length} migrations)` : "up to date");
    signal.throwIfAborted();
    const pages = isDevelopment ? ["--dev"] : ["--pages", await build(signal)];

    const web = startChild({
      name: "web",
      script: "scripts/web.ts",
      nodeFlags: WEB_NODE_FLAGS,
      // The same port after each restart, also where any free one was asked for.
      args: [...pages, "--port", String(port)],
      mustComeUp: true,
      say: (line) => isNews(line) && say("web", line),
    });
    const children = [web];
    try {
      await Promise.race([web.ready, aborted(signal)]);
      if (!signal.aborted) {
        children.push(
          startChild({
            name: "worker",
            script: "scripts/worker.ts",
            say: (line) => say("worker", line),
          }),
        );
        console.log(`\n  Read it at ${describeAddress({ ...settings, PORT: port })}\n`);
        await aborted(signal);
      }
      say("stopping", db.isEmbedded ? "web, worker, database" : "web, worker");
    } finally {
      await Promise.all(children.map((child) => child.stop()));
      await lock.release();
    }
    return 0;
  },
});

async function openDatabase(): Promise<Database> {
  const explain = setTimeout(
    () => say("database", "still starting; after a power cut it puts itself in order first"),
    EXPLAIN_AFTER_MS,
  );
  try {
    const db = await database({ onNotice: (line) => say("database", line) });
    const { host, searchParams } = new URL(db.url);
    const where = host || searchParams.get("host") || "localhost"; // a socket stands in the query
    say(
      "database",
      `PostgreSQL ${db.isEmbedded ? `in ${relative(embeddedDirectory())}` : `at ${where}`}`,
    );
    return db;
  } finally {
    clearTimeout(explain);
  }
}

/** A taken port is told at once, not after the build. Resolves with a free one for 0. */
async function checkPort({ HOST: host, PORT: port }: Env): Promise<number> {
  const probe = createServer();
  const free = await listen(probe, { host, port });
  probe.close();
  await once(probe, "close");
  return free;
}

/** Resolves with where the built pages are. */
async function build(signal: AbortSignal): Promise<string> {
  const started = Date.now();
  const { directory, isNew } = await buildPages({
    signal,
    onBuild: () => say("pages", "building; the first time and after changes, about half a minute"),
  });
  const duration = formatSeconds((Date.now() - started) / 1000);
  say("pages", isNew ? `built in ${duration}` : "up to date");
  return directory;
}

function describeAddress({ SITE_URL: site, HOST: host, PORT: port }: Env): string {
  const served = urlOf(host, port);
  return site
    ? `${site}   (served at ${served}; Ctrl-C stops it)`
    : `${served}   (Ctrl-C stops it)`;
}

/** Not what is said anyway: where it serves, and Next's note that it has read its settings. */
function isNews(line: string): boolean {
  return !/^serving at |next\.config\.ts took/.test(line);
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) =>
    signal.addEventListener("abort", () => resolve(), { once: true }),
  );
}

function relative(directory: string): string {
  const short = path.relative(process.cwd(), directory);
  return short.startsWith("..") ? directory : short;
}

function say(what: string, line: string): void {
  console.log(`${what.padEnd(9)} ${printable(line)}`);
}
