import { XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { listRecords, openOaiScene, papers, parseAnswer, readError } from "./oai-scene.ts";

const { start, ask, walk } = openOaiScene();

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
    const { arXiv } = parseAnswer(body).GetRecord.record[0].metadata;
    expect(arXiv.authors.author[0]).toEqual({ keyname: "Example", forenames: "Ada" });
    expect(arXiv.created >= "2026-09-22").toBe(true);
  });

  it("take a posted form like an address", async () => {
    const arxiv = await start();
    const body = new URLSearchParams("verb=ListRecords&metadataPrefix=arXivRaw&set=stat");
    const answer = await fetch(arxiv.env.ARXIV_OAI_URL, { method: "POST", body });
    expect(listRecords(await answer.text())).toHaveLength(1);
  });
});
