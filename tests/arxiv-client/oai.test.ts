import { afterEach, describe, expect, it } from "vitest";
import { listRecords, MAX_OAI_BYTES, type OaiAsk, type OaiPage } from "@/lib/arxiv/oai";
import { examplePaper, examplePapers } from "../arxiv/paper-examples.ts";
import { type SimulatedArxivOptions, startSimulatedArxiv } from "../arxiv/server.ts";
import { failureOf } from "./failure.ts";
import { createMemoryGate } from "./memory-gate.ts";

const DAY = "2026-08-12";
const FROM: OaiAsk = { set: "cs", from: "2026-08-11" };

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

/** Reads an answer served without a network; `asked` gets the addresses. */
function readBody(body: string, { ask = FROM, attempts = 1, asked = [] as string[] } = {}) {
  return listRecords(ask, {
    gate: createMemoryGate(),
    userAgent: "Broadsheet/test",
    oaiUrl: "http://127.0.0.1/oai",
    attempts,
    maxWaitMs: Number.POSITIVE_INFINITY,
    fetch: async (url) => {
      asked.push(String(url));
      return new Response(body);
    },
  });
}

function recordsOf(page: OaiPage) {
  if (page.kind !== "page") throw new Error("there were no records");
  return page;
}

const HEADER =
  "<header><identifier>oai:arXiv.org:2608.00001</identifier><datestamp>2026-08-12</datestamp><setSpec>cs:cs:LG</setSpec></header>";
const RAW = {
  id: "<id>2608.00001</id>",
  version: '<version version="v1"><date>Mon, 10 Aug 2026 20:00:00 GMT</date></version>',
  title: "<title>A title</title>",
  authors: "<authors>Ada Example</authors>",
  categories: "<categories>cs.LG</categories>",
};
const record = (parts: Partial<Record<string, string>> = {}, header = HEADER) =>
  `<record>${header}<metadata><arXivRaw>${Object.values({ ...RAW, ...parts }).join("")}</arXivRaw></metadata></record>`;
const answer = (inside: string) =>
  `<?xml version="1.0"?><OAI-PMH><responseDate>2026-08-12T04:00:00Z</responseDate>${inside}</OAI-PMH>`;
const list = (...records: string[]) => answer(`<ListRecords>${records.join("")}</ListRecords>`);

/** What one record says, or why it is skipped. */
async function readOne(parts: Partial<Record<string, string>>) {
  const { records, skipped } = recordsOf(await readBody(list(record(parts))));
  return records[0]?.paper ?? skipped[0]?.reason;
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

describe("a record", () => {
  it("is withdrawn where the newest version says I, whatever order they come in", async () => {
    const version = (number: number, type: string) =>
      `<version version="v${number}"><date>Mon, ${number} Jun 2026 20:00:00 GMT</date><source_type>${type}</source_type></version>`;
    const withdrawn = await readOne({ version: version(10, "AI") + version(9, "D") });
    expect(withdrawn).toMatchObject({
      version: 10,
      isWithdrawn: true,
      versions: [{ number: 9 }, { number: 10 }],
    });
    const restored = await readOne({ version: version(10, "D") + version(9, "I") });
    expect(restored).toMatchObject({ version: 10, isWithdrawn: false });
  });

  it("keeps a version whose date cannot be read, and drops one without a number", async () => {
    const version = '<version version="v2"><date>soon</date></version><version version="vX"/>';
    expect(await readOne({ version })).toMatchObject({
      versions: [{ number: 2, submittedAt: null }],
    });
  });

  it("may be in a category that is new to us", async () => {
    const paper = await readOne({ categories: "<categories>cs.QQ cs.LG 68T05 cs.LG</categories>" });
    expect(paper).toMatchObject({ categories: ["cs.QQ", "cs.LG"] });
  });

  it.each([
    ["The X Collaboration: A. One, B. Two", ["The X Collaboration", "A. One", "B. Two"]],
    ["J. Doe, Jr., and K. Roe III", ["J. Doe Jr.", "K. Roe III"]],
    ["A. One (1, B. Two (2)", ["A. One  1", "B. Two  2"].map((name) => name.replace("  ", " "))],
    ["Anders Sand and Wand Brandt", ["Anders Sand", "Wand Brandt"]],
    ["", []],
  ])("of %j has the authors %j", async (line, authors) => {
    expect(await readOne({ authors: `<authors>${line}</authors>` })).toMatchObject({ authors });
  });

  it("with a title of 0, entities of every kind, and prefixes, is read as any other", async () => {
    const parts = {
      title: "<title>0</title>",
      abstract: "<abstract>&#233;&lt;&amp;lt;\n a</abstract>",
    };
    expect(await readOne(parts)).toMatchObject({ title: "0", abstract: "é<&lt; a" });
    const prefixed = list(record()).replaceAll(
      /<(\/?)(header|identifier|metadata|arXivRaw|id|title)>/g,
      "<$1x:$2>",
    );
    expect(recordsOf(await readBody(prefixed)).records).toHaveLength(1);
  });

  it("may hold comments, literal text and characters beyond the first plane", async () => {
    const parts = {
      title: "<title><!-- <b> -->A <![CDATA[<b> & c]]> &#x1F600;<i/> &eacute; &apos;</title>",
      abstract: "<abstract lang='a > b'>see <i>here</i></abstract>",
    };
    expect(await readOne(parts)).toMatchObject({
      title: "A <b> & c \u{1F600} &eacute; '",
      abstract: "see here",
    });
  });

  it("that arXiv took away is told as such", async () => {
    const gone = `<record>${HEADER.replace("<header>", '<header status="deleted">')}</record>`;
    expect(
      recordsOf(await readBody(list(gone, record().replaceAll("00001", "00002")))),
    ).toMatchObject({
      deleted: [{ id: "2608.00001", datestamp: "2026-08-12" }],
      records: [{ paper: { id: "2608.00002" } }],
    });
  });

  it.each([
    ["has another id than its header", { id: "<id>2608.00009</id>" }, /differ in id/],
    ["has no title", { title: "" }, /title/],
    ["has no version", { version: "" }, /no version/],
    ["has no category", { categories: "<categories> 68T05 </categories>" }, /no category/],
    ["is malformed", { title: "<title>a & b</title>" }, /malformed XML/],
    ["has crossed tags", { title: "<title><b>a</title></b>" }, /malformed XML/],
    ["has a tag that is none", { title: "<title>a < b</title>" }, /malformed XML/],
    ["has a comment without end", { title: "<title><!-- a</title>" }, /malformed XML/],
    ["is a deep nest", { title: "<a>".repeat(30) + "</a>".repeat(30) }, /too deep/],
  ])("that %s is skipped by name and loses no other", async (_, parts, reason) => {
    const good = record().replaceAll("00001", "00002");
    const page = recordsOf(await readBody(list(good, record(parts), good)));
    expect(page.records).toHaveLength(2);
    expect(page.skipped).toEqual([
      { id: "oai:arXiv.org:2608.00001", reason: expect.stringMatching(reason) },
    ]);
  });

  it.each([
    ["no datestamp", HEADER.replace("2026-08-12", "soon"), "no datestamp"],
    [
      "no identifier",
      HEADER.replace("oai:arXiv.org:", "oai:elsewhere:"),
      "no identifier of a paper",
    ],
  ])("with %s is skipped", async (_, header, reason) => {
    const page = recordsOf(await readBody(list(record({}, header))));
    expect(page.skipped).toMatchObject([{ reason }]);
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
