import { open, rename, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { unusable } from "@/lib/db/embedded/cluster";

/** Bytes after which the log of earlier runs is put aside; one such file is kept. */
const LARGEST = 1_000_000;

/** Bytes that a server needs to write its first words and more. */
const LEAST_FREE = 1_000_000;

/** Where a server writes to, and what it has written since this was opened. */
export type ServerLog = {
  fd: number;
  /** Closes our end; the server keeps its own. */
  close: () => Promise<void>;
  readLastWords: () => Promise<string>;
};

/**
 * Opens the log of the server in `directory` for appending: several processes may be starting one
 * at once, and each reads only what came after it.
 * @throws AppError `data_dir_unusable`.
 */
export async function openServerLog(directory: string): Promise<ServerLog> {
  const file = path.join(directory, "broadsheet.log");
  const before = await stat(file).catch(() => null);
  if (before && before.size > LARGEST) await rename(file, `${file}.old`).catch(() => undefined);
  const log = await open(file, "a", 0o600).catch((cause) => {
    throw unusable(directory, cause);
  });
  const { size: start } = await log.stat();
  return { fd: log.fd, close: () => log.close(), readLastWords: () => readLastWords(file, start) };
}

async function readLastWords(file: string, start: number): Promise<string> {
  const log = await open(file, "r");
  try {
    const { size } = await log.stat();
    const { buffer, bytesRead } = await log.read({
      buffer: Buffer.alloc(Math.min(20_000, Math.max(0, size - start))),
      position: Math.max(start, size - 20_000),
    });
    const lines = buffer.toString("utf8", 0, bytesRead).trim().split("\n");
    return lines.slice(-6).join("\n") || (await explainSilence(path.dirname(file)));
  } finally {
    await log.close();
  }
}

/** A server on a full disk cannot even write down what is wrong. */
async function explainSilence(directory: string): Promise<string> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize < LEAST_FREE ? "the disk is full" : "the server ended without a word";
}
