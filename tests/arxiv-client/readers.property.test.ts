import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
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
const MEGABYTE = 1024 * 1024;

type Reader = {
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
const EACH = Object.entries(READERS);

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

/** What reading a body comes to: the code of its failure, or null. A bug is thrown on. */
async function codeOf(
  reader: Reader,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<ErrorCode | null> {
  const fetch = async () => new Response(body);
  return settle(reader.read("http://127.0.0.1", contextWith({ fetch })));
}

function contextWith(more: Partial<ArxivContext>): ArxivContext {
  const maxWaitMs = Number.POSITIVE_INFINITY;
  return {
    gate: createMemoryGate(),
    userAgent: "Broadsheet/test",
    attempts: 1,
    maxWaitMs,
    ...more,
  };
}

async function settle(outcome: Promise<unknown>): Promise<ErrorCode | null> {
  try {
    await outcome;
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** A true answer of the simulated arXiv. */
async function record(reader: Reader): Promise<Uint8Array<ArrayBuffer>> {
  const arxiv = await startSimulatedArxiv({ papers: examplePapers(2, DAY), day: DAY });
  try {
    const response = await fetch(`${arxiv.url}${reader.path}`);
    return new Uint8Array(await response.arrayBuffer());
  } finally {
    await arxiv.close();
  }
}

describe.each(EACH)("the reader of %s", (_, reader) => {
  it("ends in an expected failure for arbitrary bytes and for arbitrary markup", async () => {
    const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => new Uint8Array(array));
    const pieces = fc.constantFrom(
      ...reader.fragments,
      "<",
      ">",
      "&",
      "]]>",
      "<![CDATA[",
      "<!--",
      "\0",
      "é",
    );
    const markup = fc.array(fc.oneof(pieces, fc.string({ unit: "binary" })), { maxLength: 40 });
    const bodies = fc.oneof(
      bytes,
      markup.map((parts) => parts.join("")),
    );
    const codes = new Set<ErrorCode | null>();
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => void codes.add(await codeOf(reader, body))),
      { numRuns: 250 },
    );
    expect(codes).toContain("arxiv_bad_answer");
  });

  it("reads a true answer, and takes no beginning of it for the whole", async () => {
    const whole = await record(reader);
    expect(await codeOf(reader, whole)).toBeNull();
    const length = new TextDecoder().decode(whole).trimEnd().length;
    const taken: number[] = [];
    for (let end = 0; end < length; end++) {
      const code = await codeOf(reader, whole.slice(0, end));
      if (code !== "arxiv_bad_answer") taken.push(end);
    }
    expect(taken).toEqual([]);
  });

  it("survives a true answer with bytes changed, taken out or repeated", async () => {
    const whole = await record(reader);
    const place = fc.integer({ min: 0, max: whole.length - 1 });
    const damage = fc.tuple(place, place, fc.uint8Array({ maxLength: 8 }));
    await fc.assert(
      fc.asyncProperty(damage, async ([from, to, bytes]) => {
        const body = [...whole.slice(0, from), ...bytes, ...whole.slice(Math.min(from, to))];
        await codeOf(reader, new Uint8Array(body));
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ["UTF-16", (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"))],
    [
      "Latin-1",
      (text: string) => new Uint8Array(Buffer.from(text.replaceAll("e", "\u00e9"), "latin1")),
    ],
    ["bytes that are no text", () => new Uint8Array(2000).fill(0xff)],
  ])("says of an answer in %s that it is bad", async (_encoding, encode) => {
    const text = new TextDecoder().decode(await record(reader));
    expect(await codeOf(reader, encode(text))).toBe("arxiv_bad_answer");
  });

  it("expands no entity, and follows no nest to its bottom", async () => {
    const laughs = Array.from({ length: 9 }, (_, level) =>
      level === 0 ? '<!ENTITY l0 "ha">' : `<!ENTITY l${level} "${`&l${level - 1};`.repeat(10)}">`,
    );
    const text = new TextDecoder().decode(await record(reader));
    const bomb = `<!DOCTYPE feed [${laughs.join("")}]><feed>&l8;</feed>`;
    expect(await codeOf(reader, bomb)).toBe("arxiv_bad_answer");
    const titled = text
      .replaceAll("On the matter of", "&l8;")
      .replace(/<(?=rss|feed|OAI-PMH)/, `<!DOCTYPE x [${laughs.join("")}]><`);
    const expanded = await codeOf(reader, titled);
    expect([null, "arxiv_bad_answer"]).toContain(expanded);
    for (const tag of ["a", "div", "record", "dl"]) {
      const nest = `<${tag}>`.repeat(50_000);
      const code = await codeOf(
        reader,
        text.replace("On the matter of", `${nest}x${`</${tag}>`.repeat(50_000)}`),
      );
      expect([null, "arxiv_bad_answer", "arxiv_empty"]).toContain(code);
      expect(await codeOf(reader, nest)).toBe("arxiv_bad_answer");
    }
  });

  it("hangs up on a body of 100 MB soon after its bound", async () => {
    const sent = { bytes: 0, isHungUp: false };
    const url = await serveForever(reader, sent);
    expect(await settle(reader.read(url, contextWith({})))).toBe("arxiv_bad_answer");
    await expect.poll(() => sent.isHungUp, { timeout: 5000 }).toBe(true);
    expect(sent.bytes).toBeGreaterThan(reader.maxBytes - MEGABYTE);
    expect(sent.bytes).toBeLessThan(reader.maxBytes + 16 * MEGABYTE); // what sockets had taken in
  });
});

/** Serves 100 MB that begin like a true answer, as fast as they are taken, and counts them. */
async function serveForever(reader: Reader, sent: { bytes: number; isHungUp: boolean }) {
  const beginning = (await record(reader)).slice(0, 500);
  const block = Buffer.alloc(MEGABYTE / 4, "<record>text and &lt; ");
  server = createServer(async (_, response) => {
    let goOn = () => {};
    response.on("drain", () => goOn());
    response.on("close", () => {
      sent.isHungUp = true;
      goOn();
    });
    response.write(beginning);
    while (!sent.isHungUp && sent.bytes < 100 * MEGABYTE) {
      const isTaken = response.write(block);
      sent.bytes += block.length;
      if (isTaken) continue;
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
    }
    response.end();
  });
  await new Promise<void>((resolve) => {
    server?.listen(0, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
