/** One measured figure beside what the issue asks for and a baseline of the same run. */
export type BenchRow = {
  name: string;
  value: string;
  /** What is to be reached. */
  goal: string;
  isReached: boolean;
  /** Something measured in the same run that this one can be held against. */
  baseline: string;
};

/** The middle value; of an even number, the upper of the two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Seconds that `act` takes, and what it returns. */
export async function timed<T>(act: () => Promise<T>): Promise<[seconds: number, result: T]> {
  const started = performance.now();
  const result = await act();
  return [(performance.now() - started) / 1000, result];
}

/** The table, aligned. */
export function formatRows(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.isReached ? "ok" : "SHORT",
    row.name,
    row.value,
    `goal ${row.goal}`,
    row.baseline,
  ]);
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map((cell) => cell[column]?.length ?? 0)),
  );
  return cells
    .map((cell) =>
      cell
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
