/**
 * The politeness policy. arXiv asks for at most one request every three seconds over one connection,
 * for all its interfaces together and all machines of one operator together:
 * https://info.arxiv.org/help/api/tou.html. So every request passes one gate, whose state the
 * caller keeps where all its processes see it.
 */

/** What one answer means for the requests after it. */
export type Verdict =
  | { kind: "ok" }
  /** Pause before the next request; `seconds` is what arXiv said, null where it said nothing. */
  | { kind: "wait"; seconds: number | null }
  /** No connection was made: arXiv was asked nothing, and the trouble may be over any moment. */
  | { kind: "unreached" }
  /** arXiv has shut us out: stop until a person has looked. */
  | { kind: "blocked"; reason: string };

export type TurnOptions = {
  /** Calls the waiting off; `ask` gets it as part of its own signal. */
  signal?: AbortSignal | undefined;
  maxWaitMs: number;
  /** Whether it goes behind every request that is not: for work that nobody waits for. */
  isBackground?: boolean | undefined;
};

/** Lets one request through at a time, as far apart as arXiv asks. */
export type Gate = {
  /**
   * Runs `ask` when its turn has come and keeps its verdict for whoever comes next. The signal that
   * `ask` gets calls the request off: by the caller, or because the turn was lost, after which
   * another process may ask. Throws `arxiv_rate_limited` instead where the turn is more than
   * `maxWaitMs` away, `arxiv_blocked` once a verdict said so, and `database_unreachable` where the
   * gate cannot be kept.
   */
  run<T>(
    ask: (signal: AbortSignal) => Promise<{ value: T; verdict: Verdict }>,
    options: TurnOptions,
  ): Promise<T>;
};

const FIRST_WAIT_SECONDS = 5;
const LONGEST_OWN_WAIT_SECONDS = 3600;
/** Longest pause while there is no way to arXiv at all: nobody is being bothered. */
const LONGEST_UNREACHED_SECONDS = 60;
/** No wait is longer, whatever arXiv says. */
export const LONGEST_WAIT_SECONDS = 24 * 3600;

/**
 * Seconds to pause after a number of failures in a row (the first is 1): doubling from five seconds
 * to an hour. A longer wait that arXiv asked for wins, up to a day.
 */
export function waitSeconds(failures: number, told: number | null): number {
  const own = ownWait(failures, LONGEST_OWN_WAIT_SECONDS);
  return Math.max(own, Math.min(told ?? 0, LONGEST_WAIT_SECONDS));
}

/** Seconds to pause after a number of tries in a row that did not reach arXiv: up to a minute. */
export function unreachedSeconds(failures: number): number {
  return ownWait(failures, LONGEST_UNREACHED_SECONDS);
}

function ownWait(failures: number, longest: number): number {
  return Math.min(FIRST_WAIT_SECONDS * 2 ** Math.max(0, failures - 1), longest);
}
