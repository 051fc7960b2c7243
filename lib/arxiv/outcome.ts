import { parseInstant } from "@/lib/arxiv/instant";
import { AppError, type ErrorCode } from "@/lib/errors";
import { foldText } from "@/lib/fold-text";
import type { Verdict } from "@/lib/gate";

/** `body` is decoded from `bytes` when it is first asked for: a large page is better read in parts. */
export type ArxivAnswer = {
  url: string;
  status: number;
  headers: Headers;
  bytes: Buffer;
  readonly body: string;
};

/** What came of one request: a value, another address to ask, or a failure and what it calls for. */
export type Outcome<T> =
  | { kind: "done"; value: T }
  | { kind: "moved"; url: string }
  | { kind: "failed"; error: AppError; verdict: Verdict; isFinal: boolean };

/**
 * What a whole answer amounts to: `read` sees status 200, 304 and 400, the rest is decided by status
 * alone. What `read` throws as an `AppError` gets the address added; a bug of its own stays a bug.
 */
export function judge<T>(answer: ArxivAnswer, read: (answer: ArxivAnswer) => T): Outcome<T> {
  const { status } = answer;
  const evidence = `${answer.url} answered ${status}: ${beginningOf(answer)}`;
  if (status === 403) {
    const verdict: Verdict = { kind: "blocked", reason: evidence };
    const message = `arXiv refuses our requests; find out why before asking again. ${evidence}`;
    return {
      kind: "failed",
      error: new AppError("arxiv_blocked", message),
      verdict,
      isFinal: true,
    };
  }
  if (status === 429) return tryLater("arxiv_rate_limited", evidence, retryAfter(answer.headers));
  if (status === 408 || status >= 500) {
    return tryLater("arxiv_unavailable", evidence, retryAfter(answer.headers));
  }
  if (status >= 300 && status < 400 && status !== 304) return follow(answer, evidence);
  if (status > 400) return giveUp("arxiv_rejected", evidence);
  try {
    return { kind: "done", value: read(answer) };
  } catch (error) {
    return refuse(error, answer);
  }
}

/** The first 200 characters, which take up to four bytes each. */
function beginningOf({ bytes }: ArxivAnswer): string {
  return foldText(new TextDecoder().decode(bytes.subarray(0, 800)).slice(0, 200));
}

/** A failure that another try may mend, after a pause. */
export function tryLater(
  code: ErrorCode,
  message: string,
  seconds: number | null,
  cause?: unknown,
): Outcome<never> & { kind: "failed" } {
  const error = new AppError(code, message, { cause });
  return { kind: "failed", error, verdict: { kind: "wait", seconds }, isFinal: false };
}

/** A failure that another try would only repeat. */
export function giveUp(
  code: ErrorCode,
  message: string,
  cause?: unknown,
): Outcome<never> & { kind: "failed" } {
  const error = new AppError(code, message, { cause });
  return { kind: "failed", error, verdict: { kind: "ok" }, isFinal: true };
}

function refuse(error: unknown, { url, status }: ArxivAnswer): Outcome<never> {
  if (!(error instanceof AppError)) throw error;
  const message = `${url} answered ${status}: ${error.message}`;
  if (status === 400) return giveUp("arxiv_rejected", message, error);
  if (error.code === "arxiv_bad_answer") return tryLater(error.code, message, null, error);
  const failure = giveUp(error.code, message, error);
  // An empty page comes from a server in good health: ask again, at the usual pace.
  return { ...failure, isFinal: error.code !== "arxiv_empty" };
}

/** Redirects stay on the host or within arxiv.org: others come from networks that want a login. */
function follow(answer: ArxivAnswer, evidence: string): Outcome<never> {
  const from = new URL(answer.url);
  const location = answer.headers.get("location") ?? "";
  if (location === "" || !URL.canParse(location, from)) return giveUp("arxiv_bad_answer", evidence);
  const to = new URL(location, from);
  const isArxiv = ({ hostname }: URL) => /(?:^|\.)arxiv\.org$/.test(hostname);
  const isSameSite = to.host === from.host || (isArxiv(to) && isArxiv(from));
  const isAsSafe = to.protocol === from.protocol || to.protocol === "https:";
  if (isSameSite && isAsSafe) return { kind: "moved", url: to.href };
  return giveUp("arxiv_bad_answer", `${answer.url} sends us elsewhere: ${to.href}`);
}

/** Seconds that `Retry-After` asks for, a number or an HTTP date (RFC 9110, 10.2.3); null without. */
function retryAfter(headers: Headers): number | null {
  const text = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const until = parseInstant(text);
  if (!until) return null;
  // Both times by arXiv's clock where it tells us its own.
  const now = parseInstant(headers.get("date") ?? "")?.getTime() ?? Date.now();
  return Math.max(0, Math.ceil((until.getTime() - now) / 1000));
}
