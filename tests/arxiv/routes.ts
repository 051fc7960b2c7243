import type { Answer, Question } from "./answer.ts";
import { type ApiDistortion, answerApi } from "./api.ts";
import type { Archive } from "./archive.ts";
import type { FaultName } from "./fault-names.ts";
import { answerListing, type ListingDistortion } from "./listing.ts";
import { createOai, type OaiDistortion, type OaiOptions } from "./oai.ts";
import { answerFeed, type FeedDistortion } from "./rss.ts";
import type { SourceName } from "./source-name.ts";

/** When a question is asked, and the fault that changes what is truly answered. */
type Circumstances = { now: Date; distortion: FaultName | null };
type Route = (question: Question, circumstances: Circumstances) => Answer;

const DAY = 86_400_000;
const NOT_FOUND: Answer = {
  status: 404,
  headers: { "content-type": "text/html" },
  body: "<h1>Not Found</h1>\n",
};

/** What answers each of the four services. */
export function createRoutes(archive: Archive, options: { oai?: OaiOptions }) {
  const oai = createOai(archive, options.oai);
  const routes = {
    api: (question, { now, distortion }) =>
      answerApi(question, {
        archive,
        now: distortion === "index-lag" ? new Date(now.getTime() - DAY) : now,
        distortion: API[distortion ?? ""] ?? null,
      }),
    rss: (question, { now, distortion }) =>
      answerFeed(question, { archive, now, distortion: FEED[distortion ?? ""] ?? null }),
    list: (question, { now, distortion }) =>
      answerListing(question, { archive, now, distortion: LIST[distortion ?? ""] ?? null }),
    oai: (question, { now, distortion }) =>
      oai.answer(question, { now, distortion: OAI[distortion ?? ""] ?? null }),
  } as const satisfies Record<SourceName, Route>;
  return (source: SourceName | null, question: Question, circumstances: Circumstances): Answer =>
    source === null ? NOT_FOUND : routes[source](question, circumstances);
}

const API: Record<string, ApiDistortion> = {
  "empty-first-page": "empty",
  "phantom-total": "phantom-total",
  unsorted: "unsorted",
};
const FEED: Record<string, FeedDistortion> = {
  "empty-first-page": "empty",
  "stale-feed": "stale",
};
const LIST: Record<string, ListingDistortion> = {
  "empty-first-page": "empty",
  "stale-listing": "stale",
  "wrong-count": "wrong-count",
  "new-markup": "new-markup",
};
const OAI: Record<string, OaiDistortion> = {
  "empty-first-page": "empty",
  "no-records": "no-records",
  "token-expired": "token-expired",
  "records-moved": "records-moved",
};
