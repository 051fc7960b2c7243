import { createReadStream } from "node:fs";
import { access, constants, open, stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { AppError } from "@/lib/errors";

/**
 * A line of a file: its number from 1, its text (null where it is too long to be a record), and how
 * many bytes of the file are read so far.
 */
export type RecordLine = { number: number; text: string | null; bytesRead: number };

/** No record is longer; what is, is damage, and must not fill the memory. In UTF-16 units. */
export const LONGEST_LINE = 4_000_000;

/** Size of a file in bytes. Throws AppError `bad_input` where it is none that can be read. */
export async function sizeOf(file: string): Promise<number> {
  try {
    const stats = await stat(file);
    await access(file, constants.R_OK);
    if (stats.isFile()) return stats.size;
  } catch (cause) {
    throw new AppError("bad_input", `${file} cannot be read: ${reasonOf(cause)}.`, { cause });
  }
  throw new AppError("bad_input", `${file} is not a file.`);
}

/**
 * The lines of a text file, plain or gzipped (told by its first bytes, not its name), one at a time.
 * Empty lines are left out.
 * @throws AppError `bad_input` where the file ends in the middle of its compression; the lines
 *   before are given first.
 */
export async function* readRecordLines(file: string): AsyncGenerator<RecordLine> {
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  const stream = (await isGzip(file)) ? source.pipe(createGunzip()) : source;
  source.on("error", (error) => stream.destroy(error));
  const decoder = new TextDecoder();
  let number = 0;
  let rest: string | null = "";
  const pickUp = (start: string | null, end: string): string | null =>
    start === null || start.length + end.length > LONGEST_LINE ? null : start + end;
  try {
    for await (const chunk of stream) {
      const [first = "", ...lines] = decoder.decode(chunk as Buffer, { stream: true }).split("\n");
      rest = pickUp(rest, first);
      for (const next of lines) {
        number++;
        if (rest === null || rest.trim()) yield { number, text: rest, bytesRead: source.bytesRead };
        rest = next;
      }
    }
  } catch (cause) {
    const reason = `${file} is damaged after line ${number}: ${reasonOf(cause)}.`;
    throw new AppError("bad_input", reason, { cause });
  } finally {
    source.destroy();
  }
  rest = pickUp(rest, decoder.decode());
  if (rest === null || rest.trim()) {
    yield { number: number + 1, text: rest, bytesRead: source.bytesRead };
  }
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
