import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** A folder for the files of one test file. */
export type RecordFolder = {
  /** Writes a file of lines, objects as JSON and texts as they are; gzipped on wish. */
  write(name: string, lines: readonly unknown[], options?: { isGzip: boolean }): Promise<string>;
  writeBytes(name: string, bytes: Uint8Array): Promise<string>;
  pathOf(name: string): string;
  remove(): Promise<void>;
};

export async function createRecordFolder(): Promise<RecordFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), "broadsheet-records-"));
  const pathOf = (name: string) => path.join(folder, name);
  const writeBytes = async (name: string, bytes: Uint8Array) => {
    await writeFile(pathOf(name), bytes);
    return pathOf(name);
  };
  return {
    pathOf,
    writeBytes,
    write(name, lines, options) {
      const texts = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
      const bytes = Buffer.from(texts.map((text) => `${text}\n`).join(""));
      return writeBytes(name, options?.isGzip ? gzipSync(bytes) : bytes);
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** A line of the plainer shape, with everything a test does not name filled in. */
export function corpusLine(id: string, said: Record<string, unknown> = {}) {
  return {
    id,
    title: `On ${id}`,
    abstract: `We study ${id}.`,
    authors: ["Ada Example"],
    categories: ["cs.LG"],
    primary: "cs.LG",
    published: "2026-03-10T12:00:00Z",
    ...said,
  };
}

/** A line in the shape of arXiv's metadata snapshot. */
export function snapshotLine(id: string, said: Record<string, unknown> = {}) {
  return {
    id,
    submitter: "Ada Example",
    authors: "Ada Example and Bo Sample",
    title: `On ${id}`,
    comments: "9 pages",
    "journal-ref": null,
    doi: null,
    "report-no": null,
    categories: "cs.LG stat.ML",
    license: null,
    abstract: `  We study ${id}.\n`,
    versions: [{ version: "v1", created: "Tue, 10 Mar 2026 12:00:00 GMT" }],
    update_date: "2026-03-11",
    authors_parsed: [
      ["Example", "Ada", ""],
      ["Sample", "Bo", ""],
    ],
    ...said,
  };
}
