import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { type CategoryFeed, type FeedMarks, type RssContext, readFeed } from "@/lib/arxiv/rss";
import { AppError } from "@/lib/errors";
import type { FaultName } from "../arxiv/fault-names.ts";
import { examplePaper, examplePapers } from "../arxiv/paper-examples.ts";
import type { PaperSource } from "../arxiv/paper-source.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "../arxiv/server.ts";
import { failureOf } from "./failure.ts";
import { createMemoryGate } from "./memory-gate.ts";

const DAY = "2026-08-12";
const UNMARKED: FeedMarks = { etag: null, lastModified: null };

let arxiv: SimulatedArxiv | null = null;
afterEach(async () => {
  await arxiv?.close();
  arxiv = null;
});

async function start(papers: PaperSource[]) {
  arxiv = await startSimulatedArxiv({ papers, day: DAY });
  const rssUrl = arxiv.env.ARXIV_RSS_URL;
  return { arxiv, context: { gate: createMemoryGate(), userAgent: "Broadsheet/test", rssUrl } };
}

async function read(category: string, context: RssContext, marks = UNMARKED) {
  const feed = await readFeed(category, marks, context);
  if (feed.kind !== "feed") throw new Error("the feed was said to be unchanged");
  return feed;
}

/** A feed of one item, served to the reader without a network. */
async function readItem(item: string, attempts = 1): Promise<CategoryFeed> {
  const body = `<rss><channel><pubDate>Wed, 12 Aug 2026 00:00:00 -0400</pubDate><item>${item}</item></channel></rss>`;
  return read("cs.LG", {
    gate: createMemoryGate(),
    userAgent: "Broadsheet/test",
    rssUrl: "http://127.0.0.1",
    attempts,
    fetch: async () => new Response(body),
  });
}

const ITEM = {
  title: "<title>A title</title>",
  guid: "<guid>oai:arXiv.org:2608.00001v2</guid>",
  type: "<arxiv:announce_type>new</arxiv:announce_type>",
  category: "<category>cs.LG</category>",
  description:
    "<description>arXiv:2608.00001v2 Announce Type: new \nAbstract: Abstract: a word.</description>",
};
const creator = (line: string) => `<dc:creator>${line}</dc:creator>`;

describe("readFeed", () => {
  it("reads the day, its papers and how they were announced", async () => {
    const { context } = await start([
      examplePaper("2608.00002", DAY, {
        categories: ["stat.ML", "cs.LG", "cs.AI"],
        authors: [
          { name: "Ada Example", affiliations: ["Here, There", "Elsewhere (North)"] },
          { name: "Bo Sample Jr.", affiliations: [] },
        ],
        doi: "10.1000/xyz",
        journalRef: "J. Ex. 1 (2026)",
        license: "http://creativecommons.org/licenses/by/4.0/",
      }),
    ]);
    const feed = await read("cs.LG", context);
    expect(feed).toMatchObject({ day: DAY, skipped: [] });
    expect(feed.builtAt?.toISOString()).toMatch(/^2026-08-12T04:00:/);
    expect(feed.papers).toEqual([
      {
        id: "2608.00002",
        version: 1,
        title: "On the matter of 2608.00002",
        abstract: "We study the matter of 2608.00002 and find that it matters.",
        authors: ["Ada Example", "Bo Sample Jr."],
        categories: ["stat.ML", "cs.LG", "cs.AI"],
        versions: [{ number: 1, submittedAt: null }],
        comment: null,
        journalRef: "J. Ex. 1 (2026)",
        doi: "10.1000/xyz",
        reportNo: null,
        license: "http://creativecommons.org/licenses/by/4.0/",
        submitter: null,
        isWithdrawn: false,
        source: "rss",
        isComplete: false,
      },
    ]);
    expect(feed.announcements).toEqual([
      {
        paperId: "2608.00002",
        category: "cs.LG",
        day: DAY,
        type: "cross",
        source: "rss",
        isEstimated: false,
      },
    ]);
  });

  it("finds what the day truly announced, of every type", async () => {
    const revisions = [{ announced: DAY, published: "2026-08-11T12:00:00Z" }] as const;
    const { arxiv, context } = await start([
      ...examplePapers(40, DAY),
      examplePaper("2608.00101", DAY, { categories: ["cs.CV", "cs.LG"] }),
      examplePaper("2607.00102", "2026-07-07", { revisions }),
      examplePaper("2607.00103", "2026-07-07", { revisions, categories: ["cs.CV", "cs.LG"] }),
      examplePaper("hep-th/9901001", "1999-01-05", {
        categories: ["hep-th"],
        crossLists: [{ category: "cs.LG", announced: DAY }],
      }),
    ]);
    const { announcements, papers } = await read("cs.LG", context);
    const listed = announcements.map(({ paperId, type }) => `${paperId} ${type}`).sort();
    const { entries } = arxiv.archive.list(DAY, ["cs.LG"]);
    expect(listed).toEqual(entries.map(({ type, view }) => `${view.id} ${type}`).sort());
    expect(new Set(announcements.map(({ type }) => type)).size).toBe(4);
    expect(papers.find(({ id }) => id === "2607.00102")?.version).toBe(2);
  });

  it("asks whether the feed has changed, and hears that it has not", async () => {
    const { arxiv, context } = await start(examplePapers(3, DAY));
    const { etag, lastModified } = await read("cs.LG", context);
    expect(etag).not.toBeNull();
    for (const marks of [
      { etag, lastModified },
      { etag: null, lastModified },
    ]) {
      expect(await readFeed("cs.LG", marks, context)).toEqual({ kind: "not-modified" });
    }
    arxiv.clock.advance(86_400_000);
    expect(await read("cs.LG", context, { etag, lastModified })).toMatchObject({
      day: "2026-08-13",
      papers: [],
    });
  });

  it("does not believe that nothing has changed when it never asked", async () => {
    const { arxiv, context } = await start(examplePapers(3, DAY));
    arxiv.faults.add({ name: "unasked-304" });
    expect((await read("cs.LG", context)).papers).toHaveLength(3);
    expect(arxiv.log.entries).toHaveLength(2);
  });

  it.each([
    ["2026-03-08T12:00:00Z", "2026-03-08"],
    ["2026-11-01T12:00:00Z", "2026-11-01"],
    ["2026-01-15T04:59:59Z", "2026-01-14"],
  ])("dates the feed read at %s with the Eastern day %s", async (now, day) => {
    const { arxiv, context } = await start([]);
    arxiv.clock.set(new Date(now));
    expect(await read("cs.LG", context)).toMatchObject({ day, papers: [], skipped: [] });
  });

  it("reports a category that arXiv does not know, once", async () => {
    const { arxiv, context } = await start([]);
    const error = await failureOf(readFeed("cs.XX", UNMARKED, context));
    expect(error.code).toBe("arxiv_rejected");
    expect(error.message).toContain("arXiv has no feed of cs.XX: Bad archive");
    expect(arxiv.log.entries).toHaveLength(1);
  });

  it("refuses an answer to another question", async () => {
    const { arxiv, context } = await start([]);
    arxiv.faults.add({
      name: "redirect",
      path: "/rss",
      location: "/api/query?id_list=2608.00001",
      times: 4,
    });
    const error = await failureOf(readFeed("cs.LG", UNMARKED, context));
    expect(error.code).toBe("arxiv_bad_answer");
    expect(error.message).toContain("no RSS feed");
  });

  it("skips an item that cannot be read, names it, and keeps the others", async () => {
    const { arxiv, context } = await start(examplePapers(5, DAY));
    arxiv.faults.add({ name: "malformed-entry" });
    const { papers, announcements, skipped } = await read("cs.LG", context);
    expect([papers.length, announcements.length]).toEqual([4, 4]);
    expect(skipped).toEqual([
      { id: "an item without id", reason: expect.stringContaining("guid") },
    ]);
  });

  it.each(["control-characters", "folded-lines", "bad-macros", "title-zero"] as FaultName[])(
    "reads every item in spite of %s",
    async (name) => {
      const { arxiv, context } = await start(examplePapers(5, DAY));
      arxiv.faults.add({ name });
      const { papers, skipped } = await read("cs.LG", context);
      expect(skipped).toEqual([]);
      expect(papers).toHaveLength(5);
      expect(papers.filter(({ title }) => /\p{Cc}|\s{2}|&#/u.test(title))).toEqual([]);
    },
  );
});

describe("an item", () => {
  it.each([
    ["Ada Example", ["Ada Example"]],
    ["Ada Example, Bo Sample Jr.", ["Ada Example", "Bo Sample Jr."]],
    ["A. One (X, Y), B. Two (Z (W, V)), C. Three", ["A. One", "B. Two", "C. Three"]],
    ["A. One (X, B. Two", ["A. One X", "B. Two"]],
    ["A. One X), B. Two", ["A. One X", "B. Two"]],
    ["", []],
  ])("has the authors of %j", async (line, authors) => {
    const { papers } = await readItem(Object.values(ITEM).join("") + creator(line));
    expect(papers[0]?.authors).toEqual(authors);
  });

  it("loses the announcement line of its description and nothing else", async () => {
    const { papers } = await readItem(Object.values(ITEM).join(""));
    expect(papers[0]?.abstract).toBe("Abstract: a word.");
  });

  it.each([
    ["title", "2608.00001", /title/],
    ["guid", "an item without id", /guid/],
    ["type", "2608.00001", /announce_type/],
    ["category", "2608.00001", /category/],
  ])("without its %s is skipped as %s", async (part, id, reason) => {
    const rest = Object.entries(ITEM).filter(([name]) => name !== part);
    const { papers, skipped } = await readItem(rest.map(([, text]) => text).join(""));
    expect(papers).toEqual([]);
    expect(skipped).toEqual([
      { id: expect.stringContaining(id), reason: expect.stringMatching(reason) },
    ]);
  });

  it("ends in a paper or among the skipped, whatever it holds", async () => {
    const name = fc.constantFrom("title", "guid", "category", "announce_type", "creator", "x");
    const text = fc.string().map((string) => string.replace(/[<&]/g, ""));
    const part = fc.tuple(name, text).map(([tag, inner]) => `<${tag} a="b">${inner}</${tag}>`);
    const parts = fc.array(fc.oneof(part, fc.constantFrom(...Object.values(ITEM))));
    await fc.assert(
      fc.asyncProperty(parts, async (item) => {
        const outcome = await readItem(item.join("")).catch((error: unknown) => error);
        if (outcome instanceof AppError) return;
        expect(outcome).toMatchObject({ kind: "feed" });
        const { papers, skipped } = outcome as CategoryFeed;
        expect(papers.length + skipped.length).toBe(1);
      }),
      { numRuns: 150 },
    );
  });
});
