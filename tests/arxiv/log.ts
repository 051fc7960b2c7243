import type { SourceName } from "./source-name.ts";

/** One request to the simulated arXiv. */
export type LoggedRequest = {
  /** By the simulated clock. */
  at: Date;
  /** By the machine's own steady clock, in milliseconds, for measuring intervals. */
  arrivedAt: number;
  method: string;
  /** The service it was for; null where none is at that path. */
  source: SourceName | null;
  /** Path and query as they were sent. */
  url: string;
  pathname: string;
  /** Of the address, or of the form that was posted. */
  parameters: URLSearchParams;
  userAgent: string | null;
  /** Requests being answered when this one arrived, itself included. */
  inFlight: number;
  /** Whether it was answered while another was, before or after it. */
  isOverlapping: boolean;
  /** Connections open when it arrived, its own included. */
  connections: number;
  /** When its answer was delivered or its connection ended, like `arrivedAt`; null until then. */
  endedAt: number | null;
  /** Null until it is answered, and where the connection ended before the whole answer was sent. */
  status: number | null;
  /** The faults that struck it, joined by `+`. */
  fault: string | null;
};

export type RequestLog = {
  entries: LoggedRequest[];
  /** Milliseconds between the arrivals of successive requests. */
  intervals(): number[];
  /** The shortest of them, start to start; Infinity before the second request. */
  smallestGapMs(): number;
  /** The requests that were answered while another was; none where one connection waits its turn. */
  overlaps(): LoggedRequest[];
  /** The most requests ever being answered at once; 0 before the first. */
  maxInFlight(): number;
  /** The most connections ever open at once. */
  maxConnections(): number;
  clear(): void;
};

export function createRequestLog(): RequestLog {
  const entries: LoggedRequest[] = [];
  const intervals = () =>
    entries.slice(1).map((entry, index) => entry.arrivedAt - (entries[index]?.arrivedAt ?? 0));
  const greatest = (read: (entry: LoggedRequest) => number) =>
    entries.reduce((most, entry) => Math.max(most, read(entry)), 0);
  return {
    entries,
    intervals,
    smallestGapMs: () =>
      intervals().reduce((least, gap) => Math.min(least, gap), Number.POSITIVE_INFINITY),
    overlaps: () => entries.filter(({ isOverlapping }) => isOverlapping),
    maxInFlight: () => greatest(({ inFlight }) => inFlight),
    maxConnections: () => greatest(({ connections }) => connections),
    clear: () => {
      entries.length = 0;
    },
  };
}
