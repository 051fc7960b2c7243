/** Every expected failure has one of these codes; anything else is a bug. */
export type ErrorCode =
  | "bad_environment"
  | "bad_input"
  | "bad_query"
  | "not_found"
  | "data_dir_unusable"
  | "database_unreachable"
  | "database_forbidden"
  | "database_too_old"
  | "migration_failed"
  | "already_running"
  | "harvest_running"
  | "port_in_use"
  | "build_failed"
  | "child_ended"
  | "arxiv_unavailable"
  | "arxiv_rate_limited"
  | "arxiv_blocked"
  | "arxiv_bad_answer"
  | "arxiv_rejected"
  | "arxiv_empty"
  | "arxiv_token_expired";

/** Codes after which the same call may succeed later without anybody doing anything. */
const TEMPORARY: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "database_unreachable",
  "harvest_running",
  "arxiv_unavailable",
  "arxiv_rate_limited",
  "arxiv_bad_answer",
  "arxiv_empty",
  "arxiv_token_expired",
]);

/** An expected failure. The message says what happened and what to do about it. */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
  }

  /** Whether trying again later is enough. */
  get isTemporary(): boolean {
    return TEMPORARY.has(this.code);
  }
}

/** Exit codes of every command: 0 done, 75 try again later (sysexits' EX_TEMPFAIL), 1 a person is needed. */
export function exitCodeOf(error: unknown): 75 | 1 {
  return error instanceof AppError && error.isTemporary ? 75 : 1;
}
