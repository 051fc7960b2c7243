import { XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import {
  API,
  countEntries,
  DAY,
  LIST,
  listIds,
  OAI,
  openFaultScene,
  RSS,
  readToken,
} from "./fault-scene.ts";
import { examplePapers } from "./paper-examples.ts";
import { startSimulatedArxiv } from "./server.ts";

const { arxiv, ask, askUnder } = openFaultScene();

describe("other papers than the true ones", () => {
  it.each([API, RSS, OAI])("are none on the first page of %s", async (path) => {
    const { status, body } = await askUnder("empty-first-page", path);
    expect(status).toBe(200);
    expect(XMLValidator.validate(body)).toBe(true);
    expect(countEntries(body)).toBe(0);
    expect(countEntries((await ask(path)).body)).toBeGreaterThan(0);
  });

  it("are never missing on a later page", async () => {
    const { body } = await askUnder("empty-first-page", `${API}&start=1`);
    expect(countEntries(body)).toBe(2);
  });

  it("are a total of 1 without an entry", async () => {
    const { body } = await askUnder("phantom-total", API);
    expect(body).toContain("<opensearch:totalResults>1<");
    expect(countEntries(body)).toBe(0);
  });

  it("are yesterday's batch under fresh dates", async () => {
    const { body } = await askUnder("stale-feed", RSS);
    expect(body).toContain("oai:arXiv.org:2609.00001v1");
    expect(countEntries(body)).toBe(1);
    expect(body.match(/<pubDate>Thu, 24 Sep 2026/g)).toHaveLength(2);
    expect(body).toContain("<lastBuildDate>Thu, 24 Sep 2026 04:00:");
  });

  it("are those of the API's index a day ago", async () => {
    expect(countEntries((await askUnder("index-lag", API)).body)).toBe(1);
    expect(countEntries((await ask(API)).body)).toBe(3);
  });

  it("come unsorted", async () => {
    const path = `${API}&sortBy=submittedDate&sortOrder=descending`;
    const sorted = listIds((await ask(path)).body);
    const unsorted = listIds((await askUnder("unsorted", path)).body);
    expect(unsorted).toEqual([...unsorted].sort());
    expect(sorted).not.toEqual(unsorted);
  });

  it("are none in a listing that looks like a day without updates", async () => {
    const { status, body } = await askUnder("empty-first-page", LIST);
    expect(status).toBe(200);
    expect(body).toContain("No updates today.");
    expect(body).toContain("24 September 2026");
    expect(countEntries((await ask(LIST)).body)).toBe(2);
  });

  it("are those of the listing of the day before", async () => {
    const { body } = await askUnder("stale-listing", LIST);
    expect(body).toContain("Wednesday, 23 September 2026");
    expect(countEntries(body)).toBe(1);
  });

  it("are fewer than a listing counts", async () => {
    const { body } = await askUnder("wrong-count", LIST);
    expect(body).toContain("New submissions (showing 2 of 5 entries)");
    expect(body).toContain("Total of 5 entries");
    expect(countEntries(body)).toBe(2);
  });

  it("cannot be read from a listing with other markup", async () => {
    const { status, body } = await askUnder("new-markup", LIST);
    expect(status).toBe(200);
    expect(body).toContain("2609.00002");
    expect(body).not.toMatch(/<(dt|dd|h3)>|list-title/);
  });

  it("are kept away for the rest of the UTC day by a noRecordsMatch in between", async () => {
    const { status, body } = await askUnder("no-records", OAI);
    expect([status, body.includes("noRecordsMatch")]).toEqual([200, true]);
    arxiv().clock.set(new Date("2026-09-24T23:59:59Z"));
    expect((await ask(OAI)).body).toContain("noRecordsMatch");
    expect(countEntries((await ask(`${OAI}&from=2026-09-01`)).body)).toBe(2);
    arxiv().clock.advance(1000);
    expect(countEntries((await ask(OAI)).body)).toBe(2);
  });

  it("are kept away by a good token that is refused", async () => {
    const token = readToken((await ask(OAI)).body);
    const next = `/oai?verb=ListRecords&resumptionToken=${token}`;
    expect((await askUnder("token-expired", next)).body).toContain("badResumptionToken");
    expect((await ask(OAI)).status).toBe(200);
  });

  it("are passed over where records of the page before have moved on meanwhile", async () => {
    const whole = await startSimulatedArxiv({
      papers: examplePapers(9, "2026-09-23"),
      day: DAY,
      oai: { pageSize: 4 },
    });
    whole.faults.add({ name: "records-moved" });
    const bodies = [await read(`${whole.url}${OAI}`)];
    for (let token = readToken(bodies[0] ?? ""); token; token = readToken(bodies.at(-1) ?? "")) {
      bodies.push(await read(`${whole.url}/oai?verb=ListRecords&resumptionToken=${token}`));
    }
    const again = await read(`${whole.url}${OAI.replace("Records", "Identifiers")}`);
    await whole.close();
    const ids = bodies.flatMap(listIds);
    expect(new Set(ids).size).toBe(6);
    expect(ids).toHaveLength(9);
    expect(new Set(listIds(again)).size).toBe(9);
  });
});

async function read(url: string): Promise<string> {
  return (await fetch(url)).text();
}
