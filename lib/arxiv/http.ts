import { type ArxivAnswer, giveUp, judge, type Outcome, tryLater } from "@/lib/arxiv/outcome";
import { AppError } from "@/lib/errors";
import type { Gate } from "@/lib/gate";

/** `maxBytes` bounds the body after decompression, `timeoutMs` one try from asking to the last byte. */
export type ArxivRequest = {
  url: string;
  headers?: Record<string, string>;
  maxBytes?: number;
  timeoutMs?: number;
};

/**
 * What every request shares. `maxWaitMs` bounds the wait for one turn at the gate; in the
 * background, which lets everybody else go first, it is far longer unless it is given.
 */
export type ArxivContext = {
  gate: Gate;
  userAgent: string;
  fetch?: typeof fetch | undefined;
  signal?: AbortSignal | undefined;
  attempts?: number | undefined;
  maxWaitMs?: number | undefined;
  isBackground?: boolean | undefined;
  /** Told of each request when it is over, in one line. */
  onRequest?: ((line: string) => void) | undefined;
};

const DEFAULT_MAX_BYTES = 32 * 1024 * 1024;
const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_ATTEMPTS = 4;
const DEFAULT_MAX_WAIT_MS = 120_000;
/** Longer than a daily harvest takes. */
const BACKGROUND_MAX_WAIT_MS = 3_600_000;
const MAX_REDIRECTS = 5;
/** What the system and undici call a connection that could not be made. */
const UNREACHED = new Set(
  (
    "ENOTFOUND EAI_AGAIN ECONNREFUSED ENETUNREACH EHOSTUNREACH ENETDOWN EADDRNOTAVAIL " +
    "UND_ERR_CONNECT_TIMEOUT"
  ).split(" "),
);

/** How we introduce ourselves: arXiv can reach the operator instead of blocking the machine. */
export function userAgentFor({
  version,
  contact,
}: {
  version: string;
  contact?: string | undefined;
}): string {
  const clean = contact?.replace(/[^\x21-\x7e]|[()\\]/g, "");
  if (!clean) return `Broadsheet/${version} (no contact set)`;
  const isAddress = clean.includes("@") && !/^[a-z]+:/i.test(clean);
  return `Broadsheet/${version} (+${isAddress ? "mailto:" : ""}${clean})`;
}

/**
 * Asks arXiv and reads the answer with `read`, which sees status 200, 304 or 400. Every try and every
 * redirect passes the gate. Tried again, up to `attempts` times: no connection, a time-out, a body
 * that breaks off, 408, 429, 5xx, and what `read` throws as `arxiv_bad_answer` or `arxiv_empty`.
 * Throws `arxiv_blocked` (403, at once), `arxiv_rejected` (any other status of 400 and above),
 * `arxiv_rate_limited`, `arxiv_unavailable` or `arxiv_bad_answer`, with status, address and the
 * beginning of the answer in the message; and the reason of `signal` when that is aborted.
 */
export async function fetchArxiv<T>(
  request: ArxivRequest,
  context: ArxivContext,
  read: (answer: ArxivAnswer) => T,
): Promise<T> {
  const attempts = context.attempts ?? DEFAULT_ATTEMPTS;
  let failure: AppError | null = null;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const outcome = await followRedirects(request, context, read).catch((error: unknown) => {
      throw withLastAnswer(error, failure);
    });
    if (outcome.kind === "done") return outcome.value;
    failure = outcome.error;
    if (outcome.isFinal) break;
  }
  throw failure ?? new AppError("bad_input", "fetchArxiv needs at least one attempt");
}

/** One try, over as many addresses as arXiv sends us to. */
async function followRedirects<T>(
  request: ArxivRequest,
  context: ArxivContext,
  read: (answer: ArxivAnswer) => T,
): Promise<Exclude<Outcome<T>, { kind: "moved" }>> {
  const { signal, isBackground } = context;
  const longestMs = isBackground ? BACKGROUND_MAX_WAIT_MS : DEFAULT_MAX_WAIT_MS;
  const options = { signal, isBackground, maxWaitMs: context.maxWaitMs ?? longestMs };
  let url = request.url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const current = { ...request, url };
    const outcome = await context.gate.run(async (turn) => {
      const value = await ask(current, { ...context, signal: turn }, read);
      return { value, verdict: value.kind === "failed" ? value.verdict : { kind: "ok" } };
    }, options);
    if (outcome.kind !== "moved") return outcome;
    url = outcome.url;
  }
  return giveUp("arxiv_bad_answer", `more than ${MAX_REDIRECTS} redirects from ${request.url}`);
}

async function ask<T>(
  request: ArxivRequest,
  context: ArxivContext & { signal: AbortSignal },
  read: (answer: ArxivAnswer) => T,
): Promise<Outcome<T>> {
  const timeout = AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const signal = AbortSignal.any([context.signal, timeout]);
  const started = performance.now();
  const report = (result: string) => {
    const duration = Math.round(performance.now() - started);
    context.onRequest?.(`GET ${request.url}: ${result}, ${duration} ms`);
  };
  let answer: ArxivAnswer | null;
  try {
    const response = await (context.fetch ?? fetch)(request.url, {
      // A connection kept for later would be one more beside that of whoever asks next.
      headers: { ...request.headers, "User-Agent": context.userAgent, Connection: "close" },
      redirect: "manual",
      signal,
    });
    answer = await readAnswer(request, response);
    report(answer ? `${answer.status}, ${answer.bytes.length} bytes` : "too large");
  } catch (error) {
    context.signal.throwIfAborted();
    const reason = describeNetworkError(error);
    report(reason);
    const message = `no answer from ${request.url}: ${reason}`;
    const failed = tryLater("arxiv_unavailable", message, null, error);
    return UNREACHED.has(reason) ? { ...failed, verdict: { kind: "unreached" } } : failed;
  }
  if (!answer) return giveUp("arxiv_bad_answer", `too large an answer from ${request.url}`);
  return judge(answer, read);
}

/** When the gate gives up waiting, the last answer says what the wait was for. */
function withLastAnswer(error: unknown, failure: AppError | null): unknown {
  if (!(error instanceof AppError) || !failure) return error;
  return new AppError(error.code, `${error.message} After: ${failure.message}`, { cause: failure });
}

/** The whole body, or null once it grows beyond the bound. Throws what the connection throws. */
async function readAnswer(request: ArxivRequest, response: Response): Promise<ArxivAnswer | null> {
  const { status, headers } = response;
  const maxBytes = request.maxBytes ?? DEFAULT_MAX_BYTES;
  const parts: Uint8Array[] = [];
  let size = 0;
  if (response.body) {
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      if (size > maxBytes) {
        await reader.cancel();
        return null;
      }
      parts.push(part.value);
    }
  }
  const bytes = Buffer.concat(parts, size);
  let text: string | null = null;
  return {
    url: request.url,
    status,
    headers,
    bytes,
    get body() {
      text ??= new TextDecoder().decode(bytes);
      return text;
    },
  };
}

function describeNetworkError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "timed out";
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return "code" in cause && cause.code ? String(cause.code) : `${error.message}, ${cause.message}`;
}
