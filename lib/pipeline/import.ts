import type pg from "pg";
import { CorpusRecord } from "@/lib/arxiv/corpus-record";
import { SnapshotRecord } from "@/lib/arxiv/snapshot-record";
import { AppError } from "@/lib/errors";
import type { Announcement, Paper } from "@/lib/paper";
import { estimateAnnouncements } from "@/lib/pipeline/estimate";
import { type RecordLine, readRecordLines, sizeOf } from "@/lib/pipeline/record-lines";
import { storePapers } from "@/lib/store/papers";

/** Papers per transaction; what a kill can lose. */
const BATCH = 1000;
/** Transactions under way at once: one is written while the lines of the next are read. */
const IN_FLIGHT = 2;

export type ImportResult = { added: number; revised: number; unchanged: number; skipped: number };

export type ImportOptions = {
  signal?: AbortSignal | undefined;
  /** Told after each batch: bytes read of all files, papers stored. */
  onProgress?: (progress: { done: number; total: number; items: number }) => void;
  /** Told of every line that is left out: where it is and what is wrong with it. */
  onSkip?: (where: string, reason: string) => void;
};

/**
 * Loads files of JSON lines into the database, in either shape: arXiv's metadata snapshot or the
 * corpus shape, told by each line itself. A bad line is skipped, counted and named. Doing it again
 * changes nothing; stopping loses the batches in hand at most.
 * @throws AppError `bad_input` before anything is read where a file is missing.
 */
export async function importFiles(
  pool: pg.Pool,
  files: readonly string[],
  options: ImportOptions = {},
): Promise<ImportResult> {
  const sizes = await Promise.all(files.map(sizeOf));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const result: ImportResult = { added: 0, revised: 0, unchanged: 0, skipped: 0 };
  const skip = (where: string, reason: string) => {
    result.skipped++;
    options.onSkip?.(where, reason);
  };
  let [bytesBefore, items] = [0, 0];
  const inFlight = new Set<Promise<void>>();
  const send = async (records: ImportedRecord[], bytesRead: number) => {
    const stored = await storePapers(pool, {
      papers: records.map(({ paper }) => paper),
      announcements: records.flatMap(({ announcements }) => announcements),
    });
    for (const key of ["added", "revised", "unchanged"] as const) result[key] += stored[key];
    items += records.length;
    options.onProgress?.({ done: bytesRead, total, items });
  };
  try {
    for (const [index, file] of files.entries()) {
      for await (const { records, bytesRead } of readBatches(file, skip)) {
        options.signal?.throwIfAborted();
        const sending = send(records, bytesBefore + bytesRead).finally(() =>
          inFlight.delete(sending),
        );
        inFlight.add(sending);
        if (inFlight.size >= IN_FLIGHT) await Promise.race(inFlight);
      }
      bytesBefore += sizes[index] ?? 0;
    }
  } finally {
    await Promise.all(inFlight);
  }
  return result;
}

type ImportedRecord = { paper: Paper; announcements: Announcement[] };
type Skip = (where: string, reason: string) => void;

async function* readBatches(file: string, skip: Skip) {
  let records: ImportedRecord[] = [];
  let bytesRead = 0;
  try {
    for await (const line of readRecordLines(file)) {
      bytesRead = line.bytesRead;
      const record = readRecord(line);
      if (typeof record === "string") skip(`${file}:${line.number}`, record);
      else records.push(record);
      if (records.length >= BATCH) {
        yield { records, bytesRead };
        records = [];
      }
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    skip(file, error.message); // a file that breaks off: what came before it counts
  }
  if (records.length > 0) yield { records, bytesRead };
}

/** The record in a line, or what is wrong with it. */
function readRecord({ text }: RecordLine): ImportedRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return `is not JSON: ${text.slice(0, 60)}`;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return "is no JSON object";
  const isSnapshot = "authors_parsed" in value || "update_date" in value || "versions" in value;
  const parsed = isSnapshot ? readSnapshot(value) : CorpusRecord.safeParse(value);
  if (!parsed.success) {
    const id = "id" in value ? ` (id ${JSON.stringify(value.id)?.slice(0, 40)})` : "";
    const issues = parsed.error.issues.slice(0, 3).map((i) => `${i.path.join(".")}: ${i.message}`);
    return `${issues.join("; ")}${id}`;
  }
  const { paper, announcements } = parsed.data;
  return {
    paper,
    announcements:
      announcements.length > 0 ? announcements : estimateAnnouncements(paper, "import"),
  };
}

function readSnapshot(value: object) {
  const parsed = SnapshotRecord.safeParse(value);
  return parsed.success
    ? { success: true as const, data: { paper: parsed.data, announcements: [] } }
    : parsed;
}
