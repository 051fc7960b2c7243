import { once } from "node:events";
import { createServer } from "node:http";
import path from "node:path";
import { closeDatabase, database, embeddedDirectory } from "@/lib/db/client";
import { findPostmaster } from "@/lib/db/embedded/postmaster";
import { startEmbedded } from "@/lib/db/embedded/server";
import { migrate } from "@/lib/db/migrate";
import { type Env, env } from "@/lib/env";
import { buildPages } from "@/lib/process/build";
import { type Child, startChild } from "@/lib/process/child";
import { lockInstance } from "@/lib/process/instance-lock";
import { listen, urlOf } from "@/lib/process/web-server";
import { runCommand } from "@/lib/terminal/command";
import { formatSeconds } from "@/lib/terminal/progress";

const HELP = `Starts Broadsheet: database, tables, pages, worker. The first start also builds the pages and
begins to harvest from arXiv.

  npm start

Everything can be set by environment variables; README.md lists them. Ctrl-C stops it in good order.`;

const WATCH_MS = 2_000;

await runCommand({
  help: HELP,
  flags: { dev: { type: "boolean" } },
  cleanUp: closeDatabase,
  async run({ values, signal }) {
    const settings = env();
    const isDevelopment = values.dev ?? false;
    await checkPort(settings);
    const { url, isEmbedded } = await database();
    say(
      "database",
      isEmbedded ? `PostgreSQL in ${relative(embeddedDirectory())}` : new URL(url).host,
    );
    const unlock = await lockInstance(url, settings.DATA_DIR);
    const applied = await migrate(url);
    say("tables", applied.length > 0 ? `made (${applied.length} migrations)` : "up to date");
    if (!isDevelopment) await build(signal);

    const web = startChild({
      name: "web",
      script: "scripts/web.ts",
      args: [isDevelopment ? "--dev" : "--built"],
      say: (line) => line.startsWith("serving at ") || say("web", line),
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
        console.log(
          `\n  Read it at ${settings.SITE_URL ?? urlOf(settings.HOST, settings.PORT)}   (Ctrl-C stops it)\n`,
        );
        if (isEmbedded) void watchDatabase(url, children, signal);
        await aborted(signal);
      }
      say("stopping", "web, worker, database");
    } finally {
      await Promise.all(children.map((child) => child.stop()));
      await unlock();
    }
    return 0;
  },
});

/** A taken port is told at once, not after the build. */
async function checkPort({ HOST: host, PORT: port }: Env): Promise<void> {
  const probe = createServer();
  await listen(probe, { host, port });
  probe.close();
  await once(probe, "close");
}

async function build(signal: AbortSignal): Promise<void> {
  const started = Date.now();
  say("pages", "looking for changes; a build takes about half a minute");
  const isBuilt = await buildPages({ signal });
  const duration = formatSeconds((Date.now() - started) / 1000);
  say("pages", isBuilt ? `built in ${duration}` : "built before");
}

/** Brings the embedded server back when it was killed; its users reconnect by themselves. */
async function watchDatabase(url: string, children: Child[], signal: AbortSignal): Promise<void> {
  const directory = embeddedDirectory();
  while (!signal.aborted) {
    await Promise.race([
      new Promise((resolve) => setTimeout(resolve, WATCH_MS).unref()),
      aborted(signal),
    ]);
    if (signal.aborted || (await findPostmaster(directory))) continue;
    say("database", "ended unexpectedly; starting it again");
    const again = await startEmbedded(directory).catch((error: Error) =>
      say("database", error.message),
    );
    // On another port the children must look for it anew.
    if (again && again !== url) for (const child of children) child.restart();
  }
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
  console.log(`${what.padEnd(9)} ${line}`);
}
