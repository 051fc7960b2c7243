import type pg from "pg";
import { CorpusRecord } from "@/lib/arxiv/corpus-record";
import { SnapshotRecord } from "@/lib/arxiv/snapshot-record";
import { latestListingDay, midnightEastern } from "@/lib/calendar";
import { AppError } from "@/lib/errors";
import { type Announcement, addDays, type Day, type Paper } from "@/lib/paper";
import { estimateAnnouncements } from "@/lib/pipeline/estimate";
import {
  LONGEST_LINE,
  type RecordLine,
  readRecordLines,
  sizeOf,
} from "@/lib/pipeline/record-lines";
import { storeBatch } from "@/lib/pipeline/store-batch";

/** Papers per transaction; what a kill can lose. */
const BATCH = 1000;
/** Transactions under way at once: one is written while the lines of the next are read. */
const IN_FLIGHT = 2;

export type ImportResult = {
  added: number;
  revised: number;
  unchanged: number;
  skipped: number;
  /** Files that break off in the middle; what came before is stored. */
  damaged: string[];
};

export type ImportOptions = {
  /** Nothing was announced or submitted after this but what a line has wrong. */
  now: Date;
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
  options: ImportOptions,
): Promise<ImportResult> {
  const sizes = await Promise.all(files.map(sizeOf));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const result: ImportResult = { added: 0, revised: 0, unchanged: 0, skipped: 0, damaged: [] };
  const skip = (where: string, reason: string) => {
    result.skipped++;
    options.onSkip?.(where, reason);
  };
  const read = createReader(options.now);
  let [bytesBefore, items] = [0, 0];
  const send = async (records: ImportedRecord[], bytesRead: number) => {
    const { refused, ...stored } = await storeBatch(pool, {
      papers: records.map(({ paper }) => paper),
      announcements: records.flatMap(({ announcements }) => announcements),
    });
    for (const { id, reason } of refused) {
      skip(records.find(({ paper }) => paper.id === id)?.where ?? id, reason);
    }
    for (const key of ["added", "revised", "unchanged"] as const) result[key] += stored[key];
    items += records.length - refused.length;
    options.onProgress?.({ done: bytesRead, total, items });
  };
  const writers = startWriters(IN_FLIGHT);
  try {
    for (const [index, file] of files.entries()) {
      for await (const { records, bytesRead } of readBatches(file, {
        read,
        skip,
        damaged: result.damaged,
      })) {
        options.signal?.throwIfAborted();
        await writers.add(() => send(records, bytesBefore + bytesRead));
      }
      bytesBefore += sizes[index] ?? 0;
    }
  } finally {
    await writers.settle();
  }
  writers.throwIfFailed();
  return result;
}

/** Up to `count` writes at once; after one has failed, no other begins. */
function startWriters(count: number) {
  const inFlight = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const throwIfFailed = () => {
    if (failures.length > 0) throw failures[0];
  };
  return {
    throwIfFailed,
    async add(write: () => Promise<void>): Promise<void> {
      throwIfFailed();
      const writing: Promise<void> = write()
        .catch((error: unknown) => void failures.push(error))
        .finally(() => inFlight.delete(writing));
      inFlight.add(writing);
      if (inFlight.size >= count) await Promise.race(inFlight);
    },
    settle: () => Promise.all(inFlight),
  };
}

type ImportedRecord = { paper: Paper; announcements: Announcement[]; where: string };
type Parsed = Omit<ImportedRecord, "where">;
type ReadRecord = (line: RecordLine) => Parsed | string;
type BatchReader = {
  read: ReadRecord;
  skip: (where: string, reason: string) => void;
  damaged: string[];
};

async function* readBatches(file: string, { read, skip, damaged }: BatchReader) {
  let records: ImportedRecord[] = [];
  let bytesRead = 0;
  try {
    for await (const line of readRecordLines(file)) {
      bytesRead = line.bytesRead;
      const where = `${file}:${line.number}`;
      const record = read(line);
      if (typeof record === "string") skip(where, record);
      else records.push({ ...record, where });
      if (records.length >= BATCH) {
        yield { records, bytesRead };
        records = [];
      }
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    damaged.push(error.message);
  }
  if (records.length > 0) yield { records, bytesRead };
}

/** Reads the record in a line, or what is wrong with it: also a date that lies ahead of `now`. */
function createReader(now: Date): ReadRecord {
  const latest = latestListingDay(now);
  const end = midnightEastern(addDays(latest, 1));
  return (line) => {
    const record = readRecord(line);
    if (typeof record === "string") return record;
    const ahead = findDayAhead(record, { latest, end });
    return ahead ? `${ahead} lies in the future (id ${record.paper.id})` : record;
  };
}

/**
 * One such line would be the front page for years. An estimate may be a few days ahead, where the
 * calendar is wrong about a holiday; the submission that it stands on may not.
 */
function findDayAhead(
  { paper, announcements }: Parsed,
  { latest, end }: { latest: Day; end: Date },
): string | null {
  const listing = announcements.find(({ day, isEstimated }) => !isEstimated && day > latest);
  if (listing) return `announced: ${listing.day}`;
  const version = paper.versions.find(({ submittedAt }) => submittedAt && submittedAt >= end);
  return version ? `submitted: ${version.submittedAt?.toISOString().slice(0, 10)}` : null;
}

function readRecord({ text }: RecordLine): Parsed | string {
  if (text === null) return `is longer than ${LONGEST_LINE} characters, so it is no record`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return `is not JSON: ${text.slice(0, 60)}`;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return "is no JSON object";
  }
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
