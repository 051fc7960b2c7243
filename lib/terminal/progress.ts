import { printable } from "@/lib/terminal/printable";

/** How far a piece of work is, in any unit that both numbers share. */
export type Progress = { done: number; total: number; items: number };

export type ProgressLine = {
  update(progress: Progress): void;
  /** Writes a line of its own; the progress line comes back below it. */
  interrupt(message: string): void;
  finish(): void;
};

type Options = {
  /** What the items are, for instance "papers". */
  noun: string;
  stream?: NodeJS.WriteStream;
  /** Milliseconds; for tests. */
  now?: () => number;
};

const BAR_WIDTH = 24;
/** Milliseconds between two drawings, on a terminal and elsewhere. */
const REDRAW = { terminal: 100, plain: 10_000 };

/**
 * A progress line with rate and time left: redrawn in place on a terminal, a plain line now and
 * then elsewhere.
 */
export function startProgress({
  noun,
  stream = process.stderr,
  now = Date.now,
}: Options): ProgressLine {
  const started = now();
  let drawn = stream.isTTY ? 0 : started;
  let last: Progress | undefined;
  const draw = (progress: Progress) => {
    const seconds = Math.max(0.001, (now() - started) / 1000);
    const line = formatProgress({ ...progress, noun, seconds });
    stream.write(
      stream.isTTY ? `\r\x1b[K${line.slice(0, (stream.columns || 80) - 1)}` : `${line}\n`,
    );
    drawn = now();
  };
  return {
    update(progress) {
      last = progress;
      if (now() - drawn >= (stream.isTTY ? REDRAW.terminal : REDRAW.plain)) draw(progress);
    },
    interrupt(message) {
      const line = printable(message);
      stream.write(stream.isTTY ? `\r\x1b[K${line}\n` : `${line}\n`);
      drawn = stream.isTTY ? 0 : drawn;
    },
    finish() {
      if (last && stream.isTTY) {
        draw(last);
        stream.write("\n");
      }
    },
  };
}

/** One line of progress: bar, share, items, rate, time left. `seconds` since the start. */
export function formatProgress(state: Progress & { noun: string; seconds: number }): string {
  const share = state.total > 0 ? Math.min(1, state.done / state.total) : 0;
  const filled = Math.round(share * BAR_WIDTH);
  const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
  const rate = Math.round(state.items / state.seconds);
  const left =
    share > 0 && share < 1 ? `, ${formatSeconds((state.seconds / share) * (1 - share))} left` : "";
  const count = state.items.toLocaleString("en-US");
  return `${bar} ${Math.floor(share * 100)} %  ${count} ${state.noun}, ${rate.toLocaleString("en-US")}/s${left}`;
}

/** `8 s`, `3 min 20 s`, `2 h 05 min`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, "0")} min`;
}
