import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readlinkSync, realpathSync } from "node:fs";
import { link, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";

/** What the server of a folder says of itself in `postmaster.pid`. */
export type Postmaster = {
  pid: number;
  port: number;
  /** Whether it takes connections; not so while it starts, recovers or stops. */
  isReady: boolean;
};

/** A server writes its whole file at once, so one that stays empty for this long is a remnant. */
const REMNANT_AFTER_MS = 2_000;

/**
 * The server that runs on `directory`, or null. A file left by a server that was killed does not
 * count, even where its process number belongs to somebody else by now.
 * @see https://www.postgresql.org/docs/18/storage-file-layout.html (postmaster.pid)
 */
export async function findPostmaster(directory: string): Promise<Postmaster | null> {
  const text = await readFile(pidFile(directory), "utf8").catch(() => "");
  const [pid, port, status] = [text.split("\n")[0], text.split("\n")[3], text.split("\n")[7]];
  if (!Number(pid) || !Number(port) || !isServerOf(directory, Number(pid))) return null;
  return { pid: Number(pid), port: Number(port), isReady: status?.trim() === "ready" };
}

/** Whether the process of that number lives and is the PostgreSQL server of `directory`. */
export function isServerOf(directory: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    // The server's working directory is its data; a dead process not yet buried has none.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(directory);
  } catch (error) {
    if (process.platform === "linux" && (error as NodeJS.ErrnoException).code === "ENOENT") {
      return false;
    }
    return nameOf(pid).startsWith("postgres"); // no /proc here, or another user's process
  }
}

/**
 * Removes a `postmaster.pid` that would keep PostgreSQL from starting for no reason: cut off, or
 * naming a living process that is something else by now. One that names a dead process is left to
 * PostgreSQL itself, which can replace it without a race.
 */
export async function discardStalePidFile(directory: string): Promise<void> {
  const file = pidFile(directory);
  if (!(await isStale(directory, file))) return;
  // Another process may have done the same and started the server since we looked. A rename takes
  // exactly one file, which can be looked at again and put back.
  const aside = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    await rename(file, aside);
  } catch {
    return; // somebody was quicker, or the launch will tell what is wrong with the folder
  }
  if (!(await isStale(directory, aside))) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

async function isStale(directory: string, file: string): Promise<boolean> {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return false;
  const pid = Number(text.split("\n")[0]);
  if (Number.isInteger(pid) && pid > 0) return isAlive(pid) && !isServerOf(directory, pid);
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
  return Date.now() - mtimeMs > REMNANT_AFTER_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The program's name; "postgres" where the system does not tell, so that the file is believed. */
function nameOf(pid: number): string {
  try {
    const name = execFileSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" });
    return path.basename(name.trim());
  } catch {
    return process.platform === "win32" ? "postgres" : "";
  }
}

function pidFile(directory: string): string {
  return path.join(directory, "postmaster.pid");
}
