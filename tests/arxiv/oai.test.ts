import { XMLParser, XMLValidator } from "fast-xml-parser";
import { afterEach, describe, expect, it } from "vitest";
import type { OaiOptions } from "./oai.ts";
import { examplePaper, examplePapers } from "./paper-examples.ts";
import type { PaperSource } from "./paper-source.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "./server.ts";

const DAY = "2026-09-24";
const papers = [
  examplePaper("hep-th/9901001", "1999-01-05", { categories: ["hep-th"] }),
  examplePaper("2609.00001", "2026-09-22", { categories: ["math.NA", "stat.ML"] }),
  examplePaper("2609.00002", "2026-09-23", {
    revisions: [
      { announced: DAY, title: "A better title" },
      { announced: "2026-09-25", isWithdrawn: true, comment: "Withdrawn: equation 3 is wrong" },
    ],
  }),
  examplePaper("2609.00003", DAY, {
    categories: ["cs.CL", "cs.LG"],
    crossLists: [{ category: "physics.optics", announced: "2026-09-28" }],
    changes: [{ at: "2026-09-26T15:00:00Z", journalRef: "J. Ex. 1 (2026)", doi: "10.1/ex" }],
  }),
];

let arxiv: SimulatedArxiv | null = null;

afterEach(async () => {
  await arxiv?.close();
  arxiv = null;
});

describe("a list of records", () => {
  it("holds what a set's papers say, by date of modification and identifier", async () => {
    await start();
    const { body, headers } = await ask("verb=ListRecords&metadataPrefix=arXivRaw&set=cs");
    expect(XMLValidator.validate(body)).toBe(true);
    expect(headers.get("content-type")).toBe("application/xml");
    expect(listRecords(body)).toEqual([
      "2609.00001 2026-09-22",
      "2609.00002 2026-09-24",
      "2609.00003 2026-09-24",
    ]);
    expect(body).not.toContain("resumptionToken");
    const [, revised] = parse(body).ListRecords.record;
    expect(revised.metadata.arXivRaw).toMatchObject({
      title: "A better title",
      categories: "cs.LG",
      authors: "Ada Example, Bo Sample",
      submitter: "Ada Example",
    });
    expect(revised.metadata.arXivRaw.version).toHaveLength(2);
  });

  it.each([
    ["cs", ["2609.00001", "2609.00002", "2609.00003"]],
    ["cs:cs", ["2609.00001", "2609.00002", "2609.00003"]],
    ["cs:cs:LG", ["2609.00002", "2609.00003"]],
    ["cs:cs:NA", ["2609.00001"]],
    ["math", ["2609.00001"]],
    ["math:math:NA", ["2609.00001"]],
    ["stat", ["2609.00001"]],
    ["stat:stat:ML", ["2609.00001"]],
    ["physics", ["hep-th/9901001"]],
    ["physics:hep-th", ["hep-th/9901001"]],
  ])("of the set %s is %j", async (set, ids) => {
    await start();
    const { body } = await ask(`verb=ListRecords&metadataPrefix=arXivRaw&set=${set}`);
    expect(listRecords(body).map((record) => record.split(" ")[0])).toEqual(ids);
  });

  it.each([
    ["from=2026-09-23", ["2609.00002", "2609.00003"]],
    ["until=2026-09-22", ["hep-th/9901001", "2609.00001"]],
    ["from=2026-09-22&until=2026-09-23", ["2609.00001"]],
    ["from=2005-09-16&until=2005-09-16", ["hep-th/9901001"]],
  ])("with %s is %j", async (dates, ids) => {
    await start();
    const { body } = await ask(`verb=ListRecords&metadataPrefix=arXivRaw&${dates}`);
    expect(listRecords(body).map((record) => record.split(" ")[0])).toEqual(ids);
  });

  it("shows a day's papers from 22:30 in New York on the evening before", async () => {
    const simulated = await start();
    const path = "verb=ListRecords&metadataPrefix=arXivRaw&from=2026-09-23";
    simulated.clock.set(new Date("2026-09-25T02:29:59Z"));
    expect(listRecords((await ask(path)).body)).toEqual([
      "2609.00002 2026-09-24",
      "2609.00003 2026-09-24",
    ]);
    simulated.clock.advance(1000);
    expect(listRecords((await ask(path)).body)).toEqual([
      "2609.00003 2026-09-24",
      "2609.00002 2026-09-25",
    ]);
  });

  it("shows a withdrawal as a version of source type I", async () => {
    const simulated = await start();
    simulated.clock.set(new Date("2026-09-25T12:00:00Z"));
    const { body } = await ask(
      "verb=ListRecords&metadataPrefix=arXivRaw&set=cs:cs:LG&from=2026-09-25",
    );
    const { arXivRaw } = parse(body).ListRecords.record[0].metadata;
    expect(arXivRaw.version).toHaveLength(3);
    expect(arXivRaw.version[2]).toMatchObject({ source_type: "I", size: "0kb" });
    expect(arXivRaw.version[1]).not.toHaveProperty("source_type");
    expect(arXivRaw.comments).toBe("Withdrawn: equation 3 is wrong");
  });

  it("moves a paper's date when it is changed without a new version, or cross-listed", async () => {
    const simulated = await start();
    const record = "verb=GetRecord&metadataPrefix=arXivRaw&identifier=oai:arXiv.org:2609.00003";
    const read = async (instant: string) => {
      simulated.clock.set(new Date(instant));
      const { body } = await ask(record);
      const [date = "", journal = ""] = [/<datestamp>(.*?)</, /<journal-ref>(.*?)</].map(
        (pattern) => pattern.exec(body)?.[1] ?? "",
      );
      const sets = [...body.matchAll(/<setSpec>(.*?)</g)].map((match) => match[1]);
      return { date, journal, sets };
    };
    const [cl, lg] = ["cs:cs:CL", "cs:cs:LG"];
    expect(await read("2026-09-25T12:00:00Z")).toEqual({ date: DAY, journal: "", sets: [cl, lg] });
    expect(await read("2026-09-27T12:00:00Z")).toEqual({
      date: "2026-09-26",
      journal: "J. Ex. 1 (2026)",
      sets: [cl, lg],
    });
    expect(await read("2026-09-28T12:00:00Z")).toMatchObject({
      date: "2026-09-28",
      sets: [cl, lg, "physics:physics:optics"],
    });
  });
});

describe("a resumption token", () => {
  const START = "verb=ListRecords&metadataPrefix=arXivRaw&set=cs:cs:LG";
  const many = [...examplePapers(7, "2026-09-22"), ...examplePapers(9, DAY).slice(7)];

  it.each([1, 2, 3, 8, 9, 10])("leads through pages of %d to the last record", async (pageSize) => {
    await start(many, { pageSize });
    const { bodies } = await walk(START);
    const records = bodies.flatMap(listRecords);
    expect(new Set(records).size).toBe(9);
    expect(bodies).toHaveLength(Math.ceil(9 / pageSize));
    expect(bodies.at(-1)?.includes("<resumptionToken/>")).toBe(pageSize < 9);
  });

  it("is percent-encoded, says when it expires, and counts within the last date", async () => {
    await start(many, { pageSize: 8 });
    const { body } = await ask(START);
    expect(body).toContain(
      "<resumptionToken expirationDate='2026-09-25T00:00:00Z'>verb%3DListRecords%26metadataPrefix%3DarXivRaw%26set%3Dcs%253Acs%253ALG%26from%3D2026-09-24%26skip%3D1</resumptionToken>",
    );
  });

  it("is refused when it was encoded once more, inside status 200", async () => {
    await start(many, { pageSize: 4 });
    const token = readToken((await ask(START)).body);
    const answer = await ask(`verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`);
    expect(answer.status).toBe(200);
    expect(readError(answer.body)).toBe("badResumptionToken");
    const taken = await ask(`verb=ListRecords&resumptionToken=${token}`);
    expect(listRecords(taken.body)).toHaveLength(4);
  });

  it("is good until midnight UTC and not longer", async () => {
    const simulated = await start(many, { pageSize: 4 });
    const token = readToken((await ask(START)).body);
    simulated.clock.set(new Date("2026-09-24T23:59:59Z"));
    expect(readError((await ask(`verb=ListRecords&resumptionToken=${token}`)).body)).toBeNull();
    simulated.clock.advance(1000);
    expect(readError((await ask(`verb=ListRecords&resumptionToken=${token}`)).body)).toBe(
      "badResumptionToken",
    );
  });

  it("has another form at the old server, with a cursor and the size of the list", async () => {
    await start(many, { pageSize: 4, tokenForm: "numbered" });
    const { bodies, tokens } = await walk(START);
    expect(bodies.flatMap(listRecords)).toHaveLength(9);
    expect(tokens).toEqual(["1403493|5", "1403494|9"]);
    expect(bodies[0]).toContain('<resumptionToken cursor="0" completeListSize="9">1403493|5<');
    expect(bodies[1]).toContain('<resumptionToken cursor="4" completeListSize="9">1403494|9<');
    expect(bodies[2]).toContain('<resumptionToken cursor="8" completeListSize="9"/>');
  });

  it("passes records over where others of its date move away in between", async () => {
    const simulated = await start(many, { pageSize: 4 });
    const first = await ask(START);
    simulated.archive.modifications.touch("2609.00001", simulated.clock.now());
    const { bodies } = await walk(`verb=ListRecords&resumptionToken=${readToken(first.body)}`);
    const ids = [first.body, ...bodies].flatMap(listRecords).map((record) => record.split(" ")[0]);
    expect(ids).not.toContain("2609.00005");
    expect(ids.filter((id) => id === "2609.00001")).toHaveLength(2);
  });
});

describe("an error", () => {
  it.each([
    ["", "badVerb"],
    ["verb=ListPapers", "badVerb"],
    ["verb=ListRecords", "badArgument"],
    ["verb=ListRecords&metadataPrefix=oai_dc", "cannotDisseminateFormat"],
    ["verb=ListRecords&metadataPrefix=arXivRaw&metadataPrefix=arXiv", "badArgument"],
    ["verb=ListRecords&metadataPrefix=arXivRaw&set=cs:stat", "badArgument"],
    ["verb=ListRecords&metadataPrefix=arXivRaw&set=cs.LG", "badArgument"],
    ["verb=ListRecords&metadataPrefix=arXivRaw&from=2005-09-15", "badArgument"],
    ["verb=ListRecords&metadataPrefix=arXivRaw&from=20260924", "badArgument"],
    ["verb=ListRecords&metadataPrefix=arXivRaw&until=2026-09-26", "badArgument"],
    ["verb=ListRecords&metadataPrefix=arXivRaw&from=2026-09-24&until=2026-09-23", "badArgument"],
    ["verb=ListRecords&metadataPrefix=arXivRaw&from=2026-09-25", "noRecordsMatch"],
    ["verb=ListRecords&resumptionToken=nonsense", "badResumptionToken"],
    ["verb=ListRecords&resumptionToken=a&set=cs", "badArgument"],
    ["verb=GetRecord&metadataPrefix=arXivRaw&identifier=2609.00001", "badArgument"],
    ["verb=GetRecord&metadataPrefix=arXivRaw&identifier=oai:arXiv.org:2609.7", "idDoesNotExist"],
    ["verb=Identify&set=cs", "badArgument"],
  ])("to %j is %s with status 200", async (query, code) => {
    await start();
    const { status, body } = await ask(query);
    expect([status, readError(body)]).toEqual([200, code]);
    expect(XMLValidator.validate(body)).toBe(true);
  });

  it("is kept for its address until midnight UTC, though papers come in", async () => {
    const simulated = await start();
    const today = "verb=ListRecords&metadataPrefix=arXivRaw&from=2026-09-25";
    const other = `${today}&set=cs`;
    simulated.clock.set(new Date("2026-09-25T01:00:00Z"));
    expect(readError((await ask(today)).body)).toBe("noRecordsMatch");
    simulated.clock.set(new Date("2026-09-25T12:00:00Z"));
    expect(readError((await ask(today)).body)).toBe("noRecordsMatch");
    expect(listRecords((await ask(other)).body)).toEqual(["2609.00002 2026-09-25"]);
    simulated.clock.set(new Date("2026-09-26T00:00:00Z"));
    expect(listRecords((await ask(today)).body)).toEqual(["2609.00002 2026-09-25"]);
  });
});

describe("the other verbs", () => {
  it("list identifiers on pages of their own size, without metadata", async () => {
    await start(papers, { identifiersPageSize: 3 });
    const { bodies } = await walk("verb=ListIdentifiers&metadataPrefix=arXivRaw");
    expect(bodies.map((body) => listRecords(body).length)).toEqual([3, 1]);
    expect(bodies.join("")).not.toContain("<metadata>");
  });

  it("name the repository, its sets and its formats", async () => {
    await start();
    const identify = (await ask("verb=Identify")).body;
    expect(identify).toContain("<earliestDatestamp>2005-09-16</earliestDatestamp>");
    const sets = (await ask("verb=ListSets")).body;
    for (const set of ["cs", "physics:hep-th", "cs:cs:LG", "math:math:NA", "physics:cond-mat"]) {
      expect(sets).toContain(`<setSpec>${set}</setSpec>`);
    }
    expect((await ask("verb=ListMetadataFormats")).body).toContain("arXivRaw");
    for (const body of [identify, sets]) expect(XMLValidator.validate(body)).toBe(true);
  });

  it("give a record in the arXiv format, with names in parts and the current version's date", async () => {
    await start();
    const { body } = await ask(
      "verb=GetRecord&metadataPrefix=arXiv&identifier=oai:arXiv.org:2609.00002",
    );
    const { arXiv } = parse(body).GetRecord.record[0].metadata;
    expect(arXiv.authors.author[0]).toEqual({ keyname: "Example", forenames: "Ada" });
    expect(arXiv.created >= "2026-09-22").toBe(true);
  });

  it("take a posted form like an address", async () => {
    await start();
    const body = new URLSearchParams("verb=ListRecords&metadataPrefix=arXivRaw&set=stat");
    const answer = await fetch(arxiv?.env.ARXIV_OAI_URL ?? "", { method: "POST", body });
    expect(listRecords(await answer.text())).toHaveLength(1);
  });
});

async function start(given: PaperSource[] = papers, oai: OaiOptions = {}) {
  arxiv = await startSimulatedArxiv({ papers: given, day: DAY, oai });
  return arxiv;
}

async function ask(query: string) {
  const answer = await fetch(`${arxiv?.env.ARXIV_OAI_URL}?${query}`);
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

/** All pages of a list, each token sent back exactly as it came. */
async function walk(query: string): Promise<{ bodies: string[]; tokens: string[] }> {
  const { verb = "" } = Object.fromEntries(new URLSearchParams(query));
  const bodies = [(await ask(query)).body];
  const tokens: string[] = [];
  for (let token = readToken(bodies[0] ?? ""); token; token = readToken(bodies.at(-1) ?? "")) {
    tokens.push(token);
    bodies.push((await ask(`verb=${verb}&resumptionToken=${token}`)).body);
  }
  return { bodies, tokens };
}

function readToken(body: string): string {
  return /<resumptionToken(?: [^>]*[^/])?>([^<]+)</.exec(body)?.[1] ?? "";
}

function readError(body: string): string | null {
  return /<error code='(\w+)'/.exec(body)?.[1] ?? null;
}

/** `ID DATE` of each record or header. */
function listRecords(body: string): string[] {
  const headers = body.matchAll(/<identifier>oai:arXiv.org:(.*?)<[\s\S]*?<datestamp>(.*?)</g);
  return [...headers].map((match) => `${match[1]} ${match[2]}`);
}

function parse(body: string) {
  const isArray = (name: string) => ["record", "version", "author"].includes(name);
  return new XMLParser({ parseTagValue: false, isArray }).parse(body)["OAI-PMH"];
}
