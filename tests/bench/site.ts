import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Database } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { WEB_NODE_FLAGS } from "@/lib/process/web-server";

/** Serves the pages over a database from a process of its own while `act` runs with their address. */
export async function withSite<T>(
  db: Database,
  port: number,
  act: (site: string) => Promise<T>,
): Promise<T> {
  await db.pool.query("VACUUM ANALYZE");
  const web = spawn(process.execPath, [...WEB_NODE_FLAGS, "--import", "tsx", "scripts/web.ts"], {
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL: db.url, PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(web, "exit");
  try {
    await Promise.race([
      once(web.stdout, "data"),
      exit.then(() =>
        Promise.reject(new AppError("child_ended", "The web process did not come up.")),
      ),
    ]);
    return await act(`http://127.0.0.1:${port}`);
  } finally {
    web.kill("SIGTERM");
    await exit;
  }
}
