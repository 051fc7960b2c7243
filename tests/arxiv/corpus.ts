import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { AppError } from "@/lib/errors";
import type { PaperSource } from "./paper-source.ts";

/**
 * The papers of a file of JSON lines, plain or gzipped (`.gz`), in the corpus' shape. Lines without
 * categories are passed over: arXiv has no such papers, and nothing could list them. Throws
 * `bad_input` with the line's number where one is no paper, and the system's error where the file
 * cannot be read.
 */
export async function* readCorpus(path: string): AsyncGenerator<PaperSource> {
  const file = createReadStream(path);
  const text = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  const lines = createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY });
  // Neither a pipe nor readline hands errors on, and an unreadable file must not look like a short one.
  let failure: Error | null = null;
  for (const stream of [file, text]) {
    stream.on("error", (error: Error) => {
      failure ??= error;
      lines.close();
    });
  }
  let number = 0;
  for await (const line of lines) {
    number += 1;
    const source = line.trim() === "" ? null : readLine(line, `${path}, line ${number}`);
    if (source && source.categories.length > 0) yield source;
  }
  if (failure) throw failure;
}

function readLine(line: string, place: string): PaperSource {
  try {
    const source = JSON.parse(line) as PaperSource;
    if (typeof source.id === "string" && Array.isArray(source.categories)) return source;
  } catch (cause) {
    throw new AppError("bad_input", `${place}: not a paper in JSON`, { cause });
  }
  throw new AppError("bad_input", `${place}: not a paper: it needs an id and categories`);
}
