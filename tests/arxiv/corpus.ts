import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { PaperSource } from "./paper-source.ts";

/**
 * The papers of a file of JSON lines, plain or gzipped (`.gz`), in the corpus' shape. Lines without
 * categories are passed over: arXiv has no such papers, and nothing could list them.
 */
export async function* readCorpus(path: string): AsyncGenerator<PaperSource> {
  const file = createReadStream(path);
  const text = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  // A pipe does not hand errors on, and an unreadable file must not look like an empty one.
  file.on("error", (error) => text.destroy(error));
  for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") continue;
    const source = JSON.parse(line) as PaperSource;
    if (source.categories.length > 0) yield source;
  }
}
