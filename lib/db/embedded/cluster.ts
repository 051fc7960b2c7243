import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { findBinaries } from "@/lib/db/embedded/binaries";
import { chooseOsUser, giveTo } from "@/lib/db/embedded/os-user";
import { AppError } from "@/lib/errors";

const run = promisify(execFile);

/** Name of the role and of the database inside the embedded server. */
export const EMBEDDED_NAME = "broadsheet";

/** The password of the embedded server, generated when it was made. */
export async function readPassword(directory: string): Promise<string> {
  return (await readFile(passwordFile(directory), "utf8")).trim();
}

/**
 * Makes the database files under `directory` unless they are there. They are made beside it and
 * moved into place whole, so that a kill half-way or a second process leaves nothing broken.
 * @throws AppError `data_dir_unusable` with what the system said.
 */
export async function createCluster(directory: string): Promise<void> {
  if (existsSync(path.join(directory, "PG_VERSION"))) return;
  const draft = `${directory}.new-${process.pid}`;
  try {
    await mkdir(draft, { recursive: true, mode: 0o700 });
    const user = chooseOsUser(draft);
    await giveTo(draft, user);
    await initialise(draft, user);
    await rename(draft, directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error; // another process was first
    });
  } catch (cause) {
    throw unusable(directory, cause);
  } finally {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** An error that says what is wrong with the folder of data and what to do. */
export function unusable(directory: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message.trim() : String(cause);
  return new AppError(
    "data_dir_unusable",
    `The database cannot be kept in ${directory}: ${reason}\n` +
      "Make the folder writable, free some space, or set DATA_DIR to another folder.",
    { cause },
  );
}

async function initialise(directory: string, user: ReturnType<typeof chooseOsUser>) {
  const file = passwordFile(directory);
  // initdb wants an empty folder, so the password goes in through a file beside it.
  const beside = `${directory}.password`;
  const password = randomBytes(24).toString("base64url");
  try {
    await writeFile(beside, password, { mode: 0o600 });
    await giveTo(beside, user);
    const [program, ...rest] = [
      ...user.prefix,
      findBinaries().initdb,
      ...["--pgdata", directory, "--username", EMBEDDED_NAME, "--pwfile", beside],
      ...["--auth", "scram-sha-256", "--encoding", "UTF8", "--no-locale", "--data-checksums"],
      ...["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"],
      ...["--text-search-config", "english"],
    ];
    await run(program ?? "", rest, user.ids);
    await writeFile(file, password, { mode: 0o600 });
    await giveTo(file, user);
  } finally {
    await rm(beside, { force: true });
  }
}

function passwordFile(directory: string): string {
  return path.join(directory, "broadsheet.password");
}
