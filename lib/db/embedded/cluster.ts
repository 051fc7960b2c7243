import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { findBinaries } from "@/lib/db/embedded/binaries";
import { chooseOsUser, giveTo } from "@/lib/db/embedded/os-user";
import { AppError } from "@/lib/errors";

const run = promisify(execFile);

/** Name of the role and of the database inside the embedded server. */
export const EMBEDDED_NAME = "broadsheet";

/** A draft this old was left by a process that was killed: making one takes seconds. */
const ABANDONED_AFTER_MS = 10 * 60_000;

/**
 * The password of the embedded server, generated when it was made.
 * @throws AppError `data_dir_unusable`.
 */
export async function readPassword(directory: string): Promise<string> {
  const text = await readFile(passwordFile(directory), "utf8").catch((cause) => {
    throw unusable(directory, cause);
  });
  return text.trim();
}

/**
 * Makes the database files under `directory` unless they are there. They are made beside it and
 * moved into place whole, so that a kill half-way or a second process leaves nothing broken.
 * @throws AppError `data_dir_unusable` with what the system said.
 */
export async function createCluster(directory: string): Promise<void> {
  await removeAbandoned(directory);
  if (existsSync(path.join(directory, "PG_VERSION"))) return;
  let draft: string | undefined;
  try {
    draft = await mkdtemp(draftPrefix(directory));
    const user = chooseOsUser(draft);
    await giveTo(draft, user);
    const made = await initialise(draft, user);
    await rename(made, directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error; // another process was first
    });
  } catch (cause) {
    throw cause instanceof AppError ? cause : unusable(directory, cause);
  } finally {
    if (draft) await rm(draft, { recursive: true, force: true }).catch(() => undefined);
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

/** Makes the files in a folder inside `draft`; resolves with that folder. */
async function initialise(draft: string, user: ReturnType<typeof chooseOsUser>): Promise<string> {
  const [made, handed] = [path.join(draft, "postgres"), path.join(draft, "password")];
  const password = randomBytes(24).toString("base64url");
  await writeFile(handed, password, { mode: 0o600 });
  await giveTo(handed, user);
  const [program = "", ...rest] = [
    ...user.prefix,
    findBinaries().initdb,
    ...["--pgdata", made, "--username", EMBEDDED_NAME, "--pwfile", handed],
    ...["--auth", "scram-sha-256", "--encoding", "UTF8", "--no-locale", "--data-checksums"],
    ...["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"],
    ...["--text-search-config", "english"],
  ];
  await run(program, rest, user.ids).catch((error: Error & { stderr?: string }) => {
    // The message repeats the whole command; what the program said is what helps.
    const words = error.stderr?.trim().split("\n").slice(-4).join("\n");
    throw words ? new Error(words, { cause: error }) : error;
  });
  await writeFile(passwordFile(made), password, { mode: 0o600 });
  await giveTo(passwordFile(made), user);
  return made;
}

async function removeAbandoned(directory: string): Promise<void> {
  const [parent, prefix] = [path.dirname(directory), path.basename(draftPrefix(directory))];
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(prefix)) continue;
    const draft = path.join(parent, name);
    const { mtimeMs } = await stat(draft).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs < ABANDONED_AFTER_MS) continue;
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
  }
}

function draftPrefix(directory: string): string {
  return `${directory}.new-`;
}

function passwordFile(directory: string): string {
  return path.join(directory, "broadsheet.password");
}
