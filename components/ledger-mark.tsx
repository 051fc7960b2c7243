import type { LedgerState } from "@/lib/ledger";

/** The states in words, as the legend has them. */
export const STATE_NAMES: Record<LedgerState, string> = {
  complete: "complete",
  waiting: "waiting",
  late: "late",
  "stale-source": "stale source",
  short: "short",
  "quiet-weekend": "quiet: weekend",
  "quiet-holiday": "quiet: holiday",
};

/** A mark for each state, told apart by its shape alone; the colour only helps. */
export function LedgerMark({ state }: { state: LedgerState }) {
  return (
    <svg className={`mark ${state}`} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[state]}
    </svg>
  );
}

const SHAPES: Record<LedgerState, React.ReactNode> = {
  complete: <path className="stroke" d="M2.5 8.8 6.3 12.5 13.5 4" />,
  waiting: <path className="stroke thin" d="M8 1.8a6.2 6.2 0 1 0 .01 0M8 4.6V8l2.4 1.7" />,
  late: (
    <path d="M8 1.2 15.4 14.6H.6zM7.1 5.8v4.4h1.8V5.8zm0 5.4V13h1.8v-1.8z" fillRule="evenodd" />
  ),
  "stale-source": <path d="M8 .8 15.2 8 8 15.2.8 8zM8 3.4v9.2L12.6 8z" fillRule="evenodd" />,
  short: (
    <path
      d="M7.2 8.8V1.4A6.7 6.7 0 1 0 14.6 8.8zM9 .8V7h6.2A6.6 6.6 0 0 0 9 .8M10.2 2.4A5 5 0 0 1 13.6 5.8h-3.4z"
      fillRule="evenodd"
    />
  ),
  "quiet-weekend": <path className="stroke thin" d="M4 8h8" />,
  "quiet-holiday": <path className="stroke thin" d="M4 6.2h8M4 9.8h8" />,
};
