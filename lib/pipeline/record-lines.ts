import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { AppError } from "@/lib/errors";

/** A line of a file: its number from 1, its text, and how many bytes of the file are read so far. */
export type RecordLine = { number: number; text: string; bytesRead: number };

/** No record is longer; what is, is damage, and must not fill the memory. In UTF-16 units. */
const LONGEST_LINE = 4_000_000;

/** Size of a file in bytes. Throws AppError `bad_input` where it is none that can be read. */
export async function sizeOf(file: string): Promise<number> {
  try {
    const stats = await stat(file);
    if (stats.isFile()) return stats.size;
  } catch (cause) {
    throw new AppError("bad_input", `${file} cannot be read: ${reasonOf(cause)}.`, { cause });
  }
  throw new AppError("bad_input", `${file} is not a file.`);
}

/**
 * The lines of a text file, plain or gzipped (told by its first bytes, not its name), one at a time.
 * Empty lines are left out. A line that is too long comes as its beginning, which no reader takes.
 * @throws AppError `bad_input` where the file ends in the middle of its compression; the lines
 *   before are given first.
 */
export async function* readRecordLines(file: string): AsyncGenerator<RecordLine> {
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  const stream = (await isGzip(file)) ? source.pipe(createGunzip()) : source;
  source.on("error", (error) => stream.destroy(error));
  const decoder = new TextDecoder();
  let number = 0;
  let rest = "";
  try {
    for await (const chunk of stream) {
      const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const text of lines) {
        number++;
        if (text.trim()) yield { number, text, bytesRead: source.bytesRead };
      }
      if (rest.length > LONGEST_LINE) rest = rest.slice(0, LONGEST_LINE);
    }
  } catch (cause) {
    throw new AppError(
      "bad_input",
      `${file} is damaged after line ${number}: ${reasonOf(cause)}.`,
      {
        cause,
      },
    );
  } finally {
    source.destroy();
  }
  rest += decoder.decode();
  if (rest.trim()) yield { number: number + 1, text: rest, bytesRead: source.bytesRead };
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
