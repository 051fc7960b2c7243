import type { SourceName } from "./source-name.ts";

/**
 * Where in the making of an answer a fault strikes. Faults of different layers strike one request
 * together, one of each; an `answer` in place of the true one leaves only the wire to be spoiled.
 */
export type FaultLayer = "answer" | "content" | "text" | "wire";

type Description = {
  layer: FaultLayer;
  strikes: "any" | readonly SourceName[];
  meaning: string;
};

const XML_SOURCES = ["api", "rss", "oai"] as const;

/** Every fault that the simulated arXiv can play: where it can strike, and what it does. */
export const FAULTS = {
  ...describe("answer", {
    "error-entry-200": [["api"], "an error entry with status 200, as arXiv answered for years"],
    "error-entry-400": [["api"], "an error entry with status 400, as it answers today"],
    "rate-limited": ["any", "429 with the plain text `Rate exceeded.`"],
    "rate-limited-seconds": ["any", "the same with Retry-After in seconds (retryAfter, 1)"],
    "rate-limited-date": ["any", "the same with Retry-After as an HTTP date, retryAfter ahead"],
    unavailable: ["any", "503 without Retry-After"],
    "unavailable-seconds": ["any", "503 with Retry-After in seconds (retryAfter, 1)"],
    "unavailable-date": ["any", "503 with Retry-After as an HTTP date, retryAfter seconds ahead"],
    "access-denied": ["any", "403 with the page that says Access Denied and repeats User-Agent"],
    "html-page": ["any", "an HTML page with status 200"],
    redirect: ["any", "302 to `location`, or to the same page under /moved"],
    "redirect-loop": ["any", "302 to the address that was asked for"],
    "unasked-304": ["any", "304 without a body though nothing conditional was asked"],
  }),
  ...describe("content", {
    "empty-first-page": ["any", "a valid first page, feed or listing without entries"],
    "phantom-total": [["api"], "totalResults 1 but no entry, as an older mirror answers"],
    "index-lag": [["api"], "the index as it was a day ago"],
    unsorted: [["api"], "sortBy and sortOrder ignored"],
    "stale-feed": [["rss"], "the previous batch under fresh lastBuildDate and pubDate"],
    "stale-listing": [["list"], "the listing of the day before"],
    "wrong-count": [["list"], "three new entries more in the counts than in the list"],
    "new-markup": [["list"], "the page after a redesign: other elements, other classes"],
    "no-records": [["oai"], "noRecordsMatch, kept for that address until midnight UTC"],
    "token-expired": [["oai"], "badResumptionToken for a good token, kept until midnight UTC"],
    "records-moved": [["oai"], "records of the page before move to now, and as many are skipped"],
  }),
  ...describe("text", {
    "malformed-entry": [XML_SOURCES, "the second entry without identifier, its dates no dates"],
    "title-zero": [XML_SOURCES, "the first entry has the title 0"],
    "bad-macros": [XML_SOURCES, "LaTeX that no renderer knows in the first entry"],
    "control-characters": [XML_SOURCES, "characters that XML forbids in the first entry"],
    "folded-lines": [XML_SOURCES, "line breaks and double spaces in titles, as in older answers"],
    "wrong-content-type": ["any", "the true answer labelled application/octet-stream"],
  }),
  ...describe("wire", {
    "truncated-xml": ["any", "a body cut in the middle, with a Content-Length that fits the cut"],
    "huge-body": ["any", "white space without end (megabytes, 64) inside the answer"],
    "slow-answer": ["any", "headers at once, then 64 bytes at a time (dripMilliseconds, 200)"],
    silence: ["any", "no answer at all; the connection stays open"],
    "reset-before-answer": ["any", "the connection reset before a byte is sent"],
    "reset-mid-body": ["any", "the connection reset in the middle of the body"],
  }),
};

export type FaultName = keyof typeof FAULTS;

export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

export function isFaultName(text: string): text is FaultName {
  return Object.hasOwn(FAULTS, text);
}

function describe<Name extends string>(
  layer: FaultLayer,
  faults: Record<Name, readonly ["any" | readonly SourceName[], string]>,
): Record<Name, Description> {
  const entries = Object.entries<readonly ["any" | readonly SourceName[], string]>(faults);
  return Object.fromEntries(
    entries.map(([name, [strikes, meaning]]) => [name, { layer, strikes, meaning }]),
  ) as Record<Name, Description>;
}
