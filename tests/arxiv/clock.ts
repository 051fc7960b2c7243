/** The simulated arXiv's own time. It stands still until a test moves it, unless told to run. */
export type SimulatedClock = {
  now(): Date;
  set(instant: Date): void;
  advance(milliseconds: number): void;
};

/**
 * A clock that shows `start`; with `isTicking` it then runs at the pace of the machine's clock, or
 * `speed` times as fast: 3600 for an hour in a second.
 */
export function createClock(
  start: Date,
  { isTicking = false, speed = 1 }: { isTicking?: boolean; speed?: number } = {},
): SimulatedClock {
  let shown = start.getTime();
  let setAt = Date.now();
  return {
    now: () => new Date(shown + (isTicking ? (Date.now() - setAt) * speed : 0)),
    set(instant) {
      shown = instant.getTime();
      setAt = Date.now();
    },
    advance(milliseconds) {
      shown += milliseconds;
    },
  };
}
