import { XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { DAY, listRecords, openOaiScene, parseAnswer } from "./oai-scene.ts";

const { start, ask } = openOaiScene();

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
    const [, revised] = parseAnswer(body).ListRecords.record;
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
    const { arXivRaw } = parseAnswer(body).ListRecords.record[0].metadata;
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
