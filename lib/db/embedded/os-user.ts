import { execFileSync, spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { chown } from "node:fs/promises";
import { AppError } from "@/lib/errors";

/** How to run PostgreSQL's programs, which refuse to run as root. */
export type OsUser = {
  /** Words to put before the command line. */
  prefix: string[];
  /** Identity for `spawn`; empty for the present user. */
  ids: { uid?: number; gid?: number };
};

const INSIDE = ["--user", "--map-user=1000", "--map-group=1000"];

/**
 * Decides as whom to run the server that owns `directory` (which may not exist yet).
 *
 * An ordinary user runs it directly. Root runs it in a user namespace of its own, where it is an
 * ordinary user and files stay root's: that also works below a closed home such as /root. Where
 * the system allows no namespaces, the user `postgres` or `nobody` takes over.
 * @throws AppError `data_dir_unusable` when root finds no such way.
 */
export function chooseOsUser(directory: string): OsUser {
  if (process.getuid?.() !== 0) return { prefix: [], ids: {} };
  const owner = ownerOf(directory);
  if (owner !== null && owner.uid !== 0) return { prefix: [], ids: owner };
  if (spawnSync("unshare", [...INSIDE, "true"]).status === 0) {
    return { prefix: ["unshare", ...INSIDE, "--"], ids: {} };
  }
  const ids = idsOf("postgres") ?? idsOf("nobody");
  if (ids) return { prefix: [], ids };
  throw new AppError(
    "data_dir_unusable",
    "PostgreSQL does not run as root, and this system has no user `postgres` or `nobody` to run it as. " +
      "Start Broadsheet as an ordinary user, or set DATABASE_URL to a server.",
  );
}

/** Hands `directory` to the user that will run the server, where that is another one. */
export async function giveTo(directory: string, user: OsUser): Promise<void> {
  if (user.ids.uid !== undefined && user.ids.gid !== undefined) {
    await chown(directory, user.ids.uid, user.ids.gid);
  }
}

function ownerOf(directory: string): { uid: number; gid: number } | null {
  const stats = statSync(directory, { throwIfNoEntry: false });
  return stats ? { uid: stats.uid, gid: stats.gid } : null;
}

function idsOf(name: string): { uid: number; gid: number } | null {
  try {
    const [uid, gid] = ["-u", "-g"].map((flag) =>
      Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] })),
    );
    return uid !== undefined && gid !== undefined ? { uid, gid } : null;
  } catch {
    return null; // `id` exits non-zero for a user that does not exist
  }
}
