import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { listRecords, type OaiRecords } from "@/lib/arxiv/oai";
import { isCategory } from "@/lib/category";
import { hasSharedData, sharedData } from "../shared-data.ts";
import { createMemoryGate } from "./memory-gate.ts";

const OLD = "2016_ListRecords_arXivRaw_page1.xml";
const NEW = "2026-09-15_ListRecords_arXivRaw_set-cs.excerpt.xml";

async function read(file: string): Promise<OaiRecords> {
  const body = readFileSync(sharedData(`wire/oai-pmh/${file}`));
  const page = await listRecords(
    { token: "a-token" },
    {
      gate: createMemoryGate(),
      userAgent: "Broadsheet/test",
      oaiUrl: "http://127.0.0.1/oai",
      attempts: 1,
      fetch: async () => new Response(new Uint8Array(body)),
    },
  );
  if (page.kind !== "page") throw new Error("there were no records");
  return page;
}

describe.skipIf(!hasSharedData)("recorded OAI-PMH pages (need ../shared/data)", () => {
  it("are read whole, with the old server's token and counts", async () => {
    const { records, ...page } = await read(OLD);
    expect(page).toEqual({
      kind: "page",
      responseDate: new Date("2016-10-21T04:36:53Z"),
      deleted: [],
      skipped: [],
      nextToken: "1403493|1001",
      tokenExpiresAt: null,
      completeListSize: 1440,
      cursor: 0,
    });
    expect(records).toHaveLength(387);
    for (const { paper, setSpecs, datestamp } of records) {
      expect(paper.categories.filter((code) => !isCategory(code))).toEqual([]);
      expect(paper.versions.map(({ number }) => number)).toEqual(
        Array.from({ length: paper.version }, (_, index) => index + 1),
      );
      expect(paper.versions.every(({ submittedAt }) => submittedAt !== null)).toBe(true);
      expect(paper.authors.length).toBeGreaterThan(0);
      expect(setSpecs.length).toBeGreaterThan(0);
      expect(["2016-10-20", "2016-10-21"]).toContain(datestamp);
      for (const line of [paper.title, paper.abstract, paper.comment ?? "", ...paper.authors]) {
        expect(line).not.toMatch(/\s{2}|^\s|\s$|\p{Cc}|&(?:amp|lt|gt|#\d+);/u);
      }
    }
  });

  it("flag the withdrawals, whatever the comments say", async () => {
    const { records } = await read(OLD);
    const withdrawn = records.filter(({ paper }) => paper.isWithdrawn);
    expect(withdrawn).toHaveLength(6);
    const said = withdrawn.filter(({ paper }) => /withdrawn/.test(paper.comment ?? ""));
    expect(said).toHaveLength(2);
    expect(records[0]?.paper).toMatchObject({
      id: "0803.4354",
      version: 6,
      isWithdrawn: true,
      submitter: "Moustapha Diaby",
    });
  });

  it("of today's server are read as well", async () => {
    const page = await read(NEW);
    expect(page).toMatchObject({ skipped: [], nextToken: "TOKEN-PAGE-2" });
    expect(page.records).toMatchObject([
      {
        datestamp: "2026-09-14",
        setSpecs: ["cs:cs:AI", "cs:cs:LG"],
        paper: {
          id: "2609.05801",
          version: 1,
          categories: ["cs.AI", "cs.LG"],
          authors: ["Mohammad Panahazari", "Usman A. Khan", "Shuchin Aeron"],
          versions: [{ number: 1, submittedAt: new Date("2026-09-05T01:28:43Z") }],
          license: "http://creativecommons.org/licenses/by/4.0/",
        },
      },
      { setSpecs: expect.any(Array) },
    ]);
  });
});
