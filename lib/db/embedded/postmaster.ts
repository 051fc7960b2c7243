import { readFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";

/** What the running server says of itself in `postmaster.pid`. */
export type Postmaster = { pid: number; port: number };

/**
 * The server that runs on `directory`, or null. A file left by a server that was killed does not
 * count, even where its process number belongs to somebody else by now.
 * @see https://www.postgresql.org/docs/18/storage-file-layout.html (postmaster.pid)
 */
export async function findPostmaster(directory: string): Promise<Postmaster | null> {
  const lines = await readFile(pidFile(directory), "utf8").then(
    (text) => text.split("\n"),
    () => [],
  );
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!pid || !port || !isPostgres(pid)) return null;
  return { pid, port };
}

/** Whether a process of that number is alive and could be PostgreSQL. */
export function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim().startsWith("postgres");
  } catch {
    return true; // no /proc here: believe the file
  }
}

/**
 * Removes a `postmaster.pid` whose process is not PostgreSQL: PostgreSQL itself would take any
 * living process of that number for a server and refuse to start.
 */
export async function clearStalePidFile(directory: string): Promise<void> {
  if (!(await findPostmaster(directory))) await rm(pidFile(directory), { force: true });
}

/** Whether a process of that number is alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function pidFile(directory: string): string {
  return path.join(directory, "postmaster.pid");
}
