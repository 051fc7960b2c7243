import { describe, expect, it } from "vitest";
import { DAY, listRecords, openOaiScene, readError, readToken } from "./oai-scene.ts";
import { examplePapers } from "./paper-examples.ts";

const { start, ask, walk } = openOaiScene();

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
