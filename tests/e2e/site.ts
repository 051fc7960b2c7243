import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import pg from "pg";
import { inject } from "vitest";
import type { Database } from "@/lib/db/client";

/** A running site, in a process of its own. */
export type Site = { url: string; stop(): Promise<void> };

/** The first start builds the pages, which takes minutes on a busy machine. */
export const START_TIMEOUT_MS = 600_000;

/** Advisory lock held while a site starts, so that test files that run at once build one by one. */
const STARTING = 7_237_099;

/** Serves the pages of a database on a free port of the loopback interface, built if need be. */
export async function startSite(db: Database): Promise<Site> {
  const guard = new pg.Client({ connectionString: inject("serverUrl") });
  await guard.connect();
  try {
    await guard.query("SELECT pg_advisory_lock($1)", [STARTING]);
    return await serve(db);
  } finally {
    await guard.end();
  }
}

async function serve(db: Database): Promise<Site> {
  const web = spawn(process.execPath, ["--import", "tsx", "scripts/web.ts"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      DATABASE_URL: db.url,
      HOST: "127.0.0.1",
      PORT: "0",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  const listening = new Promise<string>((resolve) => {
    for (const stream of [web.stdout, web.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        const url = /^serving at (\S+)/.exec(line)?.[1];
        if (url) resolve(url);
      });
    }
  });
  const exit = once(web, "exit");
  const url = await Promise.race([
    listening,
    exit.then(() => Promise.reject(new Error(`The site did not start:\n${said.join("\n")}`))),
  ]);
  return {
    url,
    async stop() {
      web.kill("SIGTERM");
      await exit;
    },
  };
}
