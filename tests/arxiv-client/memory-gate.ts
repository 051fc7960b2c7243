import { AppError } from "@/lib/errors";
import { type Gate, type Verdict, waitSeconds } from "@/lib/gate";

/** A gate without a clock: it says at once how long a caller would have waited. */
export type MemoryGate = Gate & {
  /** What each request meant for the next, in order. */
  verdicts: Verdict[];
  /** Seconds that the next request has to wait after each of them. */
  waits: number[];
};

/** Keeps its state in memory and obeys the contract of `Gate`, except that time costs nothing. */
export function createMemoryGate(): MemoryGate {
  const verdicts: Verdict[] = [];
  const waits: number[] = [];
  let queue: Promise<unknown> = Promise.resolve();
  let failures = 0;
  let wait = 0;
  return {
    verdicts,
    waits,
    run(ask, { signal, maxWaitMs }) {
      const turn = queue.then(async () => {
        signal?.throwIfAborted();
        const last = verdicts.at(-1);
        if (last?.kind === "blocked") throw new AppError("arxiv_blocked", last.reason);
        if (wait * 1000 > maxWaitMs) {
          throw new AppError("arxiv_rate_limited", `The next request may leave in ${wait} s.`);
        }
        const { value, verdict } = await ask(signal ?? new AbortController().signal);
        failures = verdict.kind === "wait" ? failures + 1 : 0;
        wait = verdict.kind === "wait" ? waitSeconds(failures, verdict.seconds) : 0;
        verdicts.push(verdict);
        waits.push(wait);
        return value;
      });
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}
