import { afterEach, describe, expect, it } from "vitest";
import { listRecords, MAX_OAI_BYTES, type OaiAsk } from "@/lib/arxiv/oai";
import { examplePaper, examplePapers } from "../arxiv/paper-examples.ts";
import { type SimulatedArxivOptions, startSimulatedArxiv } from "../arxiv/server.ts";
import { failureOf } from "./failure.ts";
import { createMemoryGate } from "./memory-gate.ts";
import { answer, FROM, HEADER, list, readBody, record, recordsOf } from "./oai-answers.ts";

const DAY = "2026-08-12";

let close: (() => Promise<void>) | null = null;
afterEach(async () => {
  await close?.();
  close = null;
});

async function start(options: Omit<SimulatedArxivOptions, "day">) {
  const arxiv = await startSimulatedArxiv({ ...options, day: DAY });
  close = arxiv.close;
  const oaiUrl = arxiv.env.ARXIV_OAI_URL;
  return { arxiv, context: { gate: createMemoryGate(), userAgent: "Broadsheet/test", oaiUrl } };
}

describe("listRecords", () => {
  it("reads all that a record says", async () => {
    const { context } = await start({
      papers: [
        examplePaper("2608.00007", "2026-08-11", {
          title: "Schr\\\"odinger's cat & other <animals>",
          authorsText: "A. One (1, 2), B. Two (2) and C. Three ((1) Here, (2) There (North))",
          categories: ["math.NA", "cs.NA", "stat.ML"],
          published: "2026-08-10T01:02:03Z",
          comment: "12 pages",
          journalRef: "J. Ex. 1 (2026)",
          doi: "10.1000/xyz",
          reportNo: "EX-1",
          submitter: "Ada Example",
          revisions: [{ announced: DAY, published: "2026-08-11T01:02:03Z" }],
        }),
      ],
    });
    expect(await listRecords({ set: "math", from: "2026-08-11" }, context)).toEqual({
      kind: "page",
      responseDate: expect.any(Date),
      deleted: [],
      skipped: [],
      nextToken: null,
      tokenExpiresAt: null,
      completeListSize: null,
      cursor: null,
      records: [
        {
          datestamp: DAY,
          setSpecs: expect.arrayContaining(["math:math:NA", "cs:cs:NA", "stat:stat:ML"]),
          paper: {
            id: "2608.00007",
            version: 2,
            title: "Schr\\\"odinger's cat & other <animals>",
            abstract: expect.stringContaining("the matter of 2608.00007"),
            authors: ["A. One", "B. Two", "C. Three"],
            categories: ["math.NA", "cs.NA", "stat.ML"],
            versions: [
              { number: 1, submittedAt: new Date("2026-08-10T01:02:03Z") },
              { number: 2, submittedAt: new Date("2026-08-11T01:02:03Z") },
            ],
            comment: "12 pages",
            journalRef: "J. Ex. 1 (2026)",
            doi: "10.1000/xyz",
            reportNo: "EX-1",
            license: "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
            submitter: "Ada Example",
            isWithdrawn: false,
            source: "oai",
            isComplete: true,
          },
        },
      ],
    });
  });

  it("asks for arXivRaw from a day on, and never until one", async () => {
    const { arxiv, context } = await start({ papers: examplePapers(1, DAY) });
    await listRecords({ set: "cs:cs:LG", from: "2026-08-11" }, context);
    expect(Object.fromEntries(arxiv.log.entries[0]?.parameters ?? [])).toEqual({
      verb: "ListRecords",
      metadataPrefix: "arXivRaw",
      set: "cs:cs:LG",
      from: "2026-08-11",
    });
  });

  it.each(["quoted", "numbered"] as const)("follows %s tokens to the end", async (tokenForm) => {
    const papers = examplePapers(25, DAY);
    const { arxiv, context } = await start({ papers, oai: { pageSize: 10, tokenForm } });
    const ids: string[] = [];
    let ask: OaiAsk | null = FROM;
    while (ask) {
      const page = recordsOf(await listRecords(ask, context));
      ids.push(...page.records.map(({ paper }) => paper.id));
      if (tokenForm === "numbered") expect(page.completeListSize).toBe(25);
      else if (page.nextToken) expect(page.tokenExpiresAt).toEqual(new Date("2026-08-13"));
      ask = page.nextToken ? { token: page.nextToken } : null;
    }
    expect(ids).toEqual(papers.map(({ id }) => id));
    expect(arxiv.log.entries).toHaveLength(3);
  });

  it.each([
    ["verb%3DListRecords%26set%3Dcs%253Acs%26skip%3D3500", "as given"],
    ["1403493|1001", "as given"],
    ["TOKEN-PAGE-2", "as given"],
    ["a&until=2026-01-01#b c+d%é", "a%26until=2026-01-01%23b%20c%2Bd%25%C3%A9"],
  ])("hands the token %s back %s", async (token, expected) => {
    const asked: string[] = [];
    await readBody(list(record()), { ask: { token }, asked });
    const text = expected === "as given" ? token : expected;
    expect(asked).toEqual([`http://127.0.0.1/oai?verb=ListRecords&resumptionToken=${text}`]);
  });

  it("takes an empty token and a missing one for the end", async () => {
    for (const token of [
      "",
      "<resumptionToken/>",
      '<resumptionToken cursor="9"> </resumptionToken>',
    ]) {
      expect(recordsOf(await readBody(list(record(), token))).nextToken).toBeNull();
    }
  });

  it("says as a value that nothing matched", async () => {
    const { arxiv, context } = await start({ papers: examplePapers(3, DAY) });
    arxiv.faults.add({ name: "no-records" });
    expect(await listRecords(FROM, context)).toMatchObject({ kind: "none" });
    const body = answer('<error code="noRecordsMatch"/>');
    expect(await readBody(body)).toEqual({
      kind: "none",
      responseDate: new Date("2026-08-12T04:00:00Z"),
    });
  });

  it("says that a token is no longer good, so that the list is begun again", async () => {
    const { context } = await start({ papers: examplePapers(3, DAY) });
    const error = await failureOf(listRecords({ token: "worn-out" }, context));
    expect(error).toMatchObject({ code: "arxiv_token_expired", isTemporary: true });
  });

  it("reports every other error in arXiv's words", async () => {
    const body = answer("<error code='badArgument'>from date too late</error>");
    const error = await failureOf(readBody(body));
    expect(error.code).toBe("arxiv_rejected");
    expect(error.message).toContain("badArgument: from date too late");
  });

  it("asks again for a list without records, and then says that it is empty", async () => {
    const asked: string[] = [];
    const error = await failureOf(readBody(list(), { attempts: 2, asked }));
    expect(error.code).toBe("arxiv_empty");
    expect(asked).toHaveLength(2);
  });
});

describe("an answer that is no OAI-PMH", () => {
  it.each([
    ["nothing", "", /an empty body/],
    ["a web page", "<!doctype html><html><body>Down</body></html>", /a web page/],
    ["plain text", "Rate exceeded.", /plain text/],
    ["a page cut in a record", list(record()).slice(0, -60), /cut off/],
    ["a page cut after a record", list(record()).slice(0, -20), /cut off/],
    ["other XML", "<feed><entry/></feed>", /no OAI-PMH answer/],
    ["an answer of another verb", answer("<Identify/>"), /without a list/],
    ["an answer without a date", "<OAI-PMH><ListRecords/></OAI-PMH>", /no OAI-PMH answer/],
    [
      "records in a form we do not know",
      list(`<x:record>${HEADER}</x:record>`),
      /no OAI-PMH answer/,
    ],
    ["entity declarations", `<!DOCTYPE a [<!ENTITY x "y">]>${list(record())}`, /declaration/],
  ])("such as %s is a bad answer", async (_, body, message) => {
    const error = await failureOf(readBody(body));
    expect(error.code).toBe("arxiv_bad_answer");
    expect(error.message).toMatch(message);
  });

  it("such as a body beyond the bound is refused while it is read", async () => {
    const error = await failureOf(readBody(list(" ".repeat(MAX_OAI_BYTES))));
    expect(error).toMatchObject({ code: "arxiv_bad_answer" });
    expect(error.message).toContain("too large");
  });
});
