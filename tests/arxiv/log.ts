/** One request to the simulated arXiv. */
export type LoggedRequest = {
  /** By the simulated clock. */
  at: Date;
  /** By the machine's own steady clock, in milliseconds, for measuring intervals. */
  arrivedAt: number;
  method: string;
  pathname: string;
  /** Of the address, or of the form that was posted. */
  parameters: URLSearchParams;
  userAgent: string | null;
  /** Requests being answered when this one arrived, itself included. */
  inFlight: number;
  /** Connections open when it arrived, its own included. */
  connections: number;
  /** When its answer was delivered or its connection ended, like `arrivedAt`; null until then. */
  endedAt: number | null;
  /** Null until it is answered, and where the connection ended before the whole answer was sent. */
  status: number | null;
  /** The fault that struck it. */
  fault: string | null;
};

export type RequestLog = {
  entries: LoggedRequest[];
  /** Milliseconds between the arrivals of successive requests. */
  intervals(): number[];
  /** The most requests ever being answered at once; 0 before the first. */
  maxInFlight(): number;
  clear(): void;
};

export function createRequestLog(): RequestLog {
  const entries: LoggedRequest[] = [];
  return {
    entries,
    intervals: () =>
      entries.slice(1).map((entry, index) => entry.arrivedAt - (entries[index]?.arrivedAt ?? 0)),
    maxInFlight: () => entries.reduce((most, { inFlight }) => Math.max(most, inFlight), 0),
    clear: () => {
      entries.length = 0;
    },
  };
}
