import { queryPapers } from "@/lib/arxiv/api";
import type { ArxivContext } from "@/lib/arxiv/http";
import { MAX_LISTING_BYTES, readListing } from "@/lib/arxiv/listing";
import { listRecords, MAX_OAI_BYTES } from "@/lib/arxiv/oai";
import { readFeed } from "@/lib/arxiv/rss";
import { AppError, type ErrorCode } from "@/lib/errors";
import { examplePapers } from "../arxiv/paper-examples.ts";
import { startSimulatedArxiv } from "../arxiv/server.ts";
import { createMemoryGate } from "./memory-gate.ts";

const DAY = "2026-08-12";
export const MEGABYTE = 1024 * 1024;

/** One of our readers of arXiv, and what a test needs to know of what it reads. */
export type Reader = {
  /** Reads whatever the server at `url` answers. */
  read(url: string, context: ArxivContext): Promise<unknown>;
  /** Where the simulated arXiv answers it. */
  path: string;
  maxBytes: number;
  /** Markup that its answers are made of. */
  fragments: string[];
};

const WINDOW = { from: new Date("2026-08-10"), to: new Date("2026-08-13"), start: 0, count: 100 };
const UNMARKED = { etag: null, lastModified: null };
const DEFAULT_BYTES = 32 * MEGABYTE;

const READERS: Record<string, Reader> = {
  "the query API": {
    read: (apiUrl, context) =>
      queryPapers({ ...WINDOW, categories: ["cs.LG"] }, { ...context, apiUrl }),
    path: "/api/query?search_query=cat:cs.LG&max_results=100",
    maxBytes: DEFAULT_BYTES,
    fragments: [
      "<feed>",
      "</feed>",
      "<entry>",
      "</entry>",
      "<id>",
      "</id>",
      "<totalResults>1</totalResults>",
    ],
  },
  "a feed": {
    read: (rssUrl, context) => readFeed("cs.LG", UNMARKED, { ...context, rssUrl }),
    path: "/rss/cs.LG",
    maxBytes: DEFAULT_BYTES,
    fragments: [
      "<rss>",
      "</rss>",
      "<channel>",
      "</channel>",
      "<item>",
      "</item>",
      "<guid>",
      "</guid>",
    ],
  },
  "OAI-PMH": {
    read: (oaiUrl, context) => listRecords({ set: "cs", from: DAY }, { ...context, oaiUrl }),
    path: "/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs",
    maxBytes: MAX_OAI_BYTES,
    fragments: [
      "<OAI-PMH>",
      "</OAI-PMH>",
      "<ListRecords>",
      "</ListRecords>",
      "<record>",
      "</record>",
      "<header>",
      "<resumptionToken>",
      "<error code='badVerb'>",
      "</error>",
    ],
  },
  "a page of new listings": {
    read: (listUrl, context) => readListing("cs.LG", { ...context, listUrl }),
    path: "/list/cs.LG/new?skip=0&show=2000",
    maxBytes: MAX_LISTING_BYTES,
    fragments: [
      "<h3>",
      "</h3>",
      "<dl>",
      "</dl>",
      "<dt>",
      "<dd>",
      "Showing new listings for Wednesday, 12 August 2026",
      "New submissions (showing 1 of 1 entries)",
      "Total of 1 entries",
      "<a title='Abstract' id='2608.00001'>",
      "</html>",
    ],
  },
};
/** Each reader of ours by the name of what it reads. */
export const EACH = Object.entries(READERS);

/** What reading a body comes to: the code of its failure, or null. A bug is thrown on. */
export async function codeOf(
  reader: Reader,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<ErrorCode | null> {
  const fetch = async () => new Response(body);
  return settle(reader.read("http://127.0.0.1", contextWith({ fetch })));
}

/** A context in which a reader asks once, without a wait. */
export function contextWith(more: Partial<ArxivContext>): ArxivContext {
  const maxWaitMs = Number.POSITIVE_INFINITY;
  return {
    gate: createMemoryGate(),
    userAgent: "Broadsheet/test",
    attempts: 1,
    maxWaitMs,
    ...more,
  };
}

/** The code of an expected failure, or null where there was none. A bug is thrown on. */
export async function settle(outcome: Promise<unknown>): Promise<ErrorCode | null> {
  try {
    await outcome;
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** A true answer of the simulated arXiv. */
export async function recordAnswer(reader: Reader): Promise<Uint8Array<ArrayBuffer>> {
  const arxiv = await startSimulatedArxiv({ papers: examplePapers(2, DAY), day: DAY });
  try {
    const response = await fetch(`${arxiv.url}${reader.path}`);
    return new Uint8Array(await response.arrayBuffer());
  } finally {
    await arxiv.close();
  }
}
