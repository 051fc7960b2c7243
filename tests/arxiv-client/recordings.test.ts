import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiContext, queryIds, queryPapers } from "@/lib/arxiv/api";
import { readFeed } from "@/lib/arxiv/rss";
import { isCategory } from "@/lib/category";
import { AppError } from "@/lib/errors";
import { hasSharedData, sharedData } from "../shared-data.ts";
import { failureOf } from "./failure.ts";
import { createMemoryGate } from "./memory-gate.ts";

const FEED = "rss/2026-09-24_cs.LG+cs.AI+cs.CL+stat.ML.excerpt.rss.xml";
const WIDE = { from: new Date(0), to: new Date("2027-01-01T00:00:00Z"), start: 0, count: 2000 };

const readRecording = (file: string) => readFileSync(sharedData(`wire/${file}`));
const queryAnswers = hasSharedData ? readdirSync(sharedData("wire/api-atom")) : [];

/** Serves one recorded answer at any address. */
const server = createServer((_, response) => {
  response.writeHead(answer.status, { "content-length": answer.body.length });
  response.end(answer.body);
});
let answer: { status: number; body: Buffer } = { status: 200, body: Buffer.alloc(0) };
let url = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

function contextFor(file: string, status = 200): ApiContext & { rssUrl: string } {
  answer = { status, body: readRecording(file) };
  const gate = createMemoryGate();
  return { gate, userAgent: "Broadsheet/test", apiUrl: url, rssUrl: url, attempts: 1 };
}

const query = (context: ApiContext) => queryPapers({ ...WIDE, categories: ["cs.LG"] }, context);

describe.skipIf(!hasSharedData)("arXiv's recorded answers (need ../shared/data)", () => {
  const full = queryAnswers.filter((file) => !/id_(?:abc|0000\.0000|0808\.05394)_s0/.test(file));

  it.each(full)("reads every entry of %s", async (file) => {
    const context = contextFor(`api-atom/${file}`);
    const { papers, skipped } = await query(context);
    const text = answer.body.toString();
    expect(skipped).toEqual([]);
    expect(papers).toHaveLength(text.split("<entry>").length - 1);
    expect(papers.flatMap(({ authors }) => authors)).toHaveLength(
      text.split("<author>").length - 1,
    );
    for (const paper of papers) {
      expect(paper.categories.filter((code) => !isCategory(code))).toEqual([]);
      expect(text).toMatch(new RegExp(`primary_category[^>]*term="${paper.categories[0]}"`));
      expect(text).toContain(`http://arxiv.org/abs/${paper.id}v${paper.version}<`);
      expect(paper.versions.every(({ submittedAt }) => submittedAt !== null)).toBe(true);
      const numbers = new Set([1, paper.version]);
      expect(paper.versions.map(({ number }) => number)).toEqual([...numbers]);
      expect(paper.abstract.length).toBeGreaterThan(100);
      for (const line of [paper.title, paper.abstract, paper.comment ?? "", ...paper.authors]) {
        expect(line).not.toMatch(/\s{2}|^\s|\s$|\p{Cc}|&(?:amp|lt|gt|#\d+);/u);
      }
    }
  });

  it("reads the second version of a paper as answered in 2016", async () => {
    const { papers } = await query(contextFor("api-atom/2016_id_list=1111.2011v2.xml"));
    expect(papers).toMatchObject([
      {
        id: "1111.2011",
        version: 2,
        authors: ["James M. Murray", "Adrian Del Maestro", "Zlatko Tesanovic"],
        categories: ["cond-mat.str-el", "cond-mat.stat-mech"],
        comment: "8 pages, 3 figures. Published version",
        journalRef: "Phys. Rev. B 85, 115117 (2012)",
        doi: "10.1103/PhysRevB.85.115117",
        versions: [
          { number: 1, submittedAt: new Date("2011-11-08T18:48:36Z") },
          { number: 2, submittedAt: new Date("2012-04-02T12:38:54Z") },
        ],
      },
    ]);
  });

  it("reads an old identifier, affiliations left out, and the title 0", async () => {
    const old = await query(contextFor("api-atom/id_astro-ph_0601001_s0_m100.xml"));
    expect(old.papers).toMatchObject([
      {
        id: "astro-ph/0601001",
        authors: ["Andrew Gould", "Susan Dorsher", "B. Scott Gaudi", "Andrzej Udalski"],
        journalRef: "ActaAstron.56:1-50,2006",
      },
    ]);
    const zero = await query(contextFor("api-atom/id_2104.12255v1_s0_m100.xml"));
    expect(zero.papers).toMatchObject([{ id: "2104.12255", title: "0", version: 1 }]);
  });

  it("takes the recorded error entry for a refusal, at either status", async () => {
    for (const status of [400, 200]) {
      const error = await failureOf(query(contextFor("api-atom/id_abc_s0_m100.xml", status)));
      expect(error.code).toBe("arxiv_rejected");
      expect(error.message).toContain("incorrect id format for abc");
    }
  });

  it("takes the recorded empty answer for empty, and in a list of identifiers for unknown", async () => {
    const file = "api-atom/id_0808.05394_s0_m100.xml";
    expect((await failureOf(query(contextFor(file)))).code).toBe("arxiv_empty");
    const found = await queryIds(["0808.0539"], { ...contextFor(file), attempts: 2 });
    expect(found).toEqual({ papers: [], skipped: [], unknown: ["0808.0539"] });
  });

  it("reads the recorded feed", async () => {
    const unmarked = { etag: null, lastModified: null };
    const feed = await readFeed("cs.LG", unmarked, contextFor(FEED));
    expect(feed).toMatchObject({
      kind: "feed",
      day: "2026-09-24",
      builtAt: new Date("2026-09-24T08:58:05Z"),
      skipped: [],
      papers: [
        { id: "2609.26811", version: 1, authors: ["Fabien Polly"], categories: ["cs.LG"] },
        { id: "2609.26820", version: 1, categories: ["cs.LG", "cs.AI"] },
        {
          id: "2205.06398",
          version: 2,
          authors: ["Pritam Dey", "Zhengwu Zhang", "David B. Dunson"],
          categories: ["stat.ME", "stat.AP", "stat.ML"],
          doi: "10.1093/bioinformatics/btac431",
          license: "http://creativecommons.org/licenses/by-sa/4.0/",
        },
        { id: "2009.13987", version: 3, categories: ["cs.LG", "math.MG", "stat.ML"] },
      ],
    });
    if (feed.kind !== "feed") return;
    expect(feed.announcements.map(({ type }) => type)).toEqual(["new", "new", "cross", "replace"]);
    const starts = feed.papers.map(({ abstract }) => abstract.split(" ").slice(0, 2).join(" "));
    expect(starts).toEqual(["Local learning", "Physiological time", "It has", "We introduce"]);
  });

  it("never takes a recorded answer that was cut off anywhere for a whole one", async () => {
    const context = contextFor("api-atom/id_1605.08386_s0_m100.xml");
    const whole = answer.body;
    const fromMemory = { ...context, maxWaitMs: Number.POSITIVE_INFINITY };
    const outcomes = [];
    for (let end = 0; end < whole.toString().trimEnd().length; end++) {
      const fetch = async () => new Response(new Uint8Array(whole.subarray(0, end)));
      const outcome = await query({ ...fromMemory, fetch }).catch((error: unknown) => error);
      const isExpected = outcome instanceof AppError && outcome.code === "arxiv_bad_answer";
      if (!isExpected) outcomes.push({ end, outcome });
    }
    expect(outcomes).toEqual([]);
  });
});
