import { existsSync } from "node:fs";
import { mkdir, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";

/**
 * Built pages, a folder for each state of the sources that they were made from, so that a build never
 * takes the files of a running site away. In it: `pages`, what the builder wrote; `done`, written last,
 * so that a build which was killed counts as none; `users`, a file for each process that needs it.
 */
const BUILDS = path.join(".next", "builds");

const HOUR_MS = 3_600_000;
/** A process of another machine (or container) on the same folder shows that it lives by touching. */
const TOUCH_EACH_MS = HOUR_MS;
const FORGOTTEN_AFTER_MS = 24 * HOUR_MS;

/** Where the pages of a build are, from the project's folder. */
export function pagesOf(fingerprint: string): string {
  return path.join(BUILDS, fingerprint, "pages");
}

/** Whether a build was made to its end. */
export function isBuildDone(fingerprint: string): boolean {
  return existsSync(path.join(BUILDS, fingerprint, "done"));
}

/** Notes that a build was made to its end. The builder's cache, most of it, serves no other build. */
export async function markBuildDone(fingerprint: string): Promise<void> {
  await rm(path.join(pagesOf(fingerprint), "cache"), { recursive: true, force: true });
  await writeFile(path.join(BUILDS, fingerprint, "done"), "");
}

/** Keeps a build from being removed for as long as this process lives. */
export async function claimBuild(fingerprint: string, builds = BUILDS): Promise<void> {
  const users = path.join(builds, fingerprint, "users");
  const claim = path.join(users, `${hostname()}.${process.pid}`);
  await mkdir(users, { recursive: true });
  await writeFile(claim, "");
  const touch = () => void utimes(claim, new Date(), new Date()).catch(() => undefined);
  setInterval(touch, TOUCH_EACH_MS).unref();
}

/** Removes every build that no living process has claimed. */
export async function removeUnusedBuilds(builds = BUILDS): Promise<void> {
  for (const fingerprint of await readdir(builds)) {
    const folder = path.join(builds, fingerprint);
    if (!(await isClaimed(path.join(folder, "users")))) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function isClaimed(users: string): Promise<boolean> {
  const claims = await readdir(users).catch(() => []);
  const answers = await Promise.all(
    claims.map(async (claim) => {
      const at = claim.lastIndexOf(".");
      if (claim.slice(0, at) === hostname()) return isAlive(Number(claim.slice(at + 1)));
      const { mtimeMs } = await stat(path.join(users, claim));
      return Date.now() - mtimeMs < FORGOTTEN_AFTER_MS;
    }),
  );
  return answers.includes(true);
}

/** Whether a process of this machine lives; one that may not be signalled does. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
