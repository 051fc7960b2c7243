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
  /** Null until it is answered, and where the connection was reset. */
  status: number | null;
  /** The fault that struck it. */
  fault: string | null;
};

export type RequestLog = {
  entries: readonly LoggedRequest[];
  /** Milliseconds between the arrivals of successive requests. */
  intervals(): number[];
  /** The most requests ever being answered at once; 0 before the first. */
  maxInFlight(): number;
  clear(): void;
};

/** A log and the function that writes it; `onAnswered` hears of each request when it is done. */
export function createRequestLog(onAnswered?: (entry: LoggedRequest) => void): {
  log: RequestLog;
  record: (entry: LoggedRequest) => { answer: (status: number | null) => void };
} {
  const entries: LoggedRequest[] = [];
  const log: RequestLog = {
    entries,
    intervals: () =>
      entries.slice(1).map((entry, index) => entry.arrivedAt - (entries[index]?.arrivedAt ?? 0)),
    maxInFlight: () => entries.reduce((most, { inFlight }) => Math.max(most, inFlight), 0),
    clear: () => {
      entries.length = 0;
    },
  };
  return {
    log,
    record(entry) {
      entries.push(entry);
      return {
        answer(status) {
          entry.status = status;
          onAnswered?.(entry);
        },
      };
    },
  };
}
