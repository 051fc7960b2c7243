const FIRST_WAIT_MS = 5 * 60_000;
const LAST_WAIT_MS = 2 * 3_600_000;

/** Milliseconds from the end of an incomplete harvest to the next one, after `failures` in a row. */
export function harvestRetryWait(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1), LAST_WAIT_MS);
}
