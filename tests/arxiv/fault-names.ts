/** Every fault that the simulated arXiv can play: where it can strike, and what it does. */
export const FAULTS = {
  // An answer instead of the true one
  "empty-first-page": ["any", "a valid first page or feed without entries, total 0"],
  "phantom-total": ["api", "totalResults 1 but no entry, as an older mirror answers"],
  "error-entry-200": ["api", "an error entry with status 200, as arXiv answered for years"],
  "error-entry-400": ["api", "an error entry with status 400, as it answers today"],
  "rate-limited": ["any", "429 with the plain text `Rate exceeded.`"],
  "rate-limited-seconds": ["any", "the same with Retry-After in seconds (retryAfter, 1)"],
  unavailable: ["any", "503 without Retry-After"],
  "unavailable-seconds": ["any", "503 with Retry-After in seconds (retryAfter, 1)"],
  "unavailable-date": ["any", "503 with Retry-After as an HTTP date, retryAfter seconds ahead"],
  "access-denied": ["any", "403 with the page that says Access Denied and repeats the User-Agent"],
  "html-page": ["any", "an HTML page with status 200"],
  redirect: ["any", "302 to `location`, or to the same page under /moved"],
  "redirect-loop": ["any", "302 to the address that was asked for"],
  "unasked-304": ["any", "304 without a body though nothing conditional was asked"],
  // The true answer, but of other papers
  "stale-feed": ["feed", "the previous batch under fresh lastBuildDate and pubDate"],
  "index-lag": ["api", "the index as it was a day ago"],
  unsorted: ["api", "sortBy and sortOrder ignored"],
  // The true answer, one entry of it spoiled
  "malformed-entry": [
    "any",
    "the second entry without its identifier and with a date that is none",
  ],
  "title-zero": ["any", "the first entry has the title 0"],
  "bad-macros": ["any", "LaTeX that no renderer knows in the first entry"],
  "control-characters": ["any", "characters that XML forbids in the first entry"],
  "folded-lines": ["any", "line breaks and double spaces in titles, as in older answers"],
  // The true answer, sent badly
  "wrong-content-type": ["any", "XML labelled application/octet-stream"],
  "truncated-xml": ["any", "a body cut in the middle, with a Content-Length that fits the cut"],
  "huge-body": ["any", "white space without end (megabytes, 64) inside the answer"],
  "slow-answer": ["any", "headers at once, then 64 bytes at a time (dripMilliseconds, 200)"],
  silence: ["any", "no answer at all; the connection stays open"],
  "reset-before-answer": ["any", "the connection reset before a byte is sent"],
  "reset-mid-body": ["any", "the connection reset in the middle of the body"],
} as const satisfies Record<string, readonly ["any" | "api" | "feed", string]>;

export type FaultName = keyof typeof FAULTS;

export function isFaultName(text: string): text is FaultName {
  return Object.hasOwn(FAULTS, text);
}
