import { describe, expect, it } from "vitest";
import { FAULT_NAMES, FAULTS, type FaultName } from "./fault-names.ts";
import { API, LIST, OAI, openFaultScene, RSS, readToken, SURFACES } from "./fault-scene.ts";
import { SOURCE_NAMES } from "./source-name.ts";

/** What these leave behind lasts until midnight UTC, or for good. */
const KEPT: readonly FaultName[] = ["no-records", "token-expired", "records-moved"];

const { arxiv, ask } = openFaultScene();

describe("a fault", () => {
  it("strikes as often as asked, and leaves its mark in the log", async () => {
    arxiv().faults.add({ name: "unavailable", times: 2 });
    const statuses = [await ask(RSS), await ask(API), await ask(RSS)].map(({ status }) => status);
    expect(statuses).toEqual([503, 503, 200]);
    const marks = arxiv().log.entries.map(({ fault }) => fault);
    expect(marks).toEqual(["unavailable", "unavailable", null]);
    expect(arxiv().faults.pending()).toEqual([]);
  });

  it("strikes always until it is cleared", async () => {
    arxiv().faults.add({ name: "unavailable", times: "always" });
    for (const _round of [1, 2, 3]) expect((await ask(RSS)).status).toBe(503);
    arxiv().faults.clear();
    expect((await ask(RSS)).status).toBe(200);
  });

  it("strikes one path only", async () => {
    arxiv().faults.add({ name: "unavailable", path: "/rss/cs.LG", times: "always" });
    const paths = ["/rss/cs.LG", "/rss/cs.CL", API];
    const statuses = await Promise.all(paths.map(async (path) => (await ask(path)).status));
    expect(statuses).toEqual([503, 200, 200]);
  });

  it("strikes one category only, in feeds and queries", async () => {
    arxiv().faults.add({ name: "unavailable", category: "cs.LG", times: "always" });
    const paths = ["/rss/cs.CL+cs.lg", "/atom/cs.LG", "/rss/cs.CL", API, "/api/query?id_list=1"];
    const statuses = await Promise.all(paths.map(async (path) => (await ask(path)).status));
    expect(statuses).toEqual([503, 503, 200, 503, 400]);
  });

  it("strikes by chance, the same each time for one seed", async () => {
    const runs: number[][] = [];
    for (const seed of [7, 7, 8]) {
      arxiv().faults.clear();
      arxiv().faults.add({ name: "unavailable", probability: 0.5, seed, times: "always" });
      const run: number[] = [];
      for (let round = 0; round < 40; round++) run.push((await ask(RSS)).status);
      runs.push(run);
    }
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]).not.toEqual(runs[2]);
    const struck = runs[0]?.filter((status) => status === 503).length ?? 0;
    expect(struck).toBeGreaterThan(8);
    expect(struck).toBeLessThan(32);
  });

  it.each(FAULT_NAMES)("%s is over after one request, on every service", async (name) => {
    for (const path of await addressesFor(name)) {
      const truth = (await ask(path)).body;
      arxiv().log.clear();
      arxiv().faults.add({ name, megabytes: 1, dripMilliseconds: 1 });
      await ask(path, { signal: AbortSignal.timeout(300) }).catch(() => null);
      expect(arxiv().log.entries[0]?.fault).toBe(name);
      expect(arxiv().faults.pending()).toEqual([]);
      if (KEPT.includes(name)) continue;
      const after = await ask(path);
      expect([after.status, after.body]).toEqual([200, truth]);
    }
  });

  it("strikes one service only", async () => {
    for (const source of SOURCE_NAMES) {
      arxiv().faults.clear();
      arxiv().faults.add({ name: "unavailable", source, times: "always" });
      for (const path of SURFACES) await ask(path);
      const asked = arxiv().log.entries.splice(0);
      const struck = asked.filter(({ status }) => status === 503);
      expect(new Set(struck.map((entry) => entry.source))).toEqual(new Set([source]));
    }
  });

  it("strikes one category only, also as a set or in the address of a listing", async () => {
    arxiv().faults.add({ name: "unavailable", category: "cs.LG", times: "always" });
    const set = "/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=";
    const paths = [OAI, LIST, `${set}cs`, "/list/cs.CL/new", `${set}physics:hep-th`];
    const statuses = await Promise.all(paths.map(async (path) => (await ask(path)).status));
    expect(statuses).toEqual([503, 503, 200, 200, 200]);
  });

  it("lets as many requests pass first as asked", async () => {
    arxiv().faults.add({ name: "unavailable", after: 2, times: 1 });
    const statuses: number[] = [];
    for (let round = 0; round < 4; round++) statuses.push((await ask(RSS)).status);
    expect(statuses).toEqual([200, 200, 503, 200]);
  });
});

describe("several faults", () => {
  it("of different layers strike one request together", async () => {
    const { faults, log } = arxiv();
    faults.add({ name: "stale-feed" });
    faults.add({ name: "title-zero" });
    faults.add({ name: "truncated-xml" });
    const { body } = await ask(RSS);
    expect(body).not.toContain("</rss>");
    expect(log.entries[0]?.fault).toBe("stale-feed+title-zero+truncated-xml");
    const after = await ask(RSS);
    expect(after.body).not.toContain("<title>0</title>");
  });

  it("of one layer strike one after the other", async () => {
    arxiv().faults.add({ name: "unavailable" });
    arxiv().faults.add({ name: "rate-limited" });
    const statuses = [await ask(RSS), await ask(RSS), await ask(RSS)].map(({ status }) => status);
    expect(statuses).toEqual([503, 429, 200]);
  });

  it("wait while another gives an answer of its own, but for those of the wire", async () => {
    const { faults, log } = arxiv();
    faults.add({ name: "unavailable" });
    faults.add({ name: "stale-feed" });
    faults.add({ name: "wrong-content-type" });
    faults.add({ name: "slow-answer", dripMilliseconds: 1 });
    expect((await ask(RSS)).status).toBe(503);
    expect(log.entries[0]?.fault).toBe("unavailable+slow-answer");
    const { headers, body } = await ask(RSS);
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(body).toContain("2609.00001v1");
  });
});

describe("a storm", () => {
  it("plays many faults by chance, on every service, the same each time for one seed", async () => {
    const runs: (string | null)[][] = [];
    for (const seed of [3, 3, 4]) {
      arxiv().faults.clear();
      arxiv().faults.addStorm({ seed, probability: 0.5 });
      arxiv().log.clear();
      for (let round = 0; round < 60; round++) {
        const path = SURFACES[round % SURFACES.length] ?? RSS;
        await ask(path, { redirect: "manual" }).catch(() => null);
      }
      runs.push(arxiv().log.entries.map(({ fault }) => fault));
    }
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]).not.toEqual(runs[2]);
    const struck = runs[0]?.filter((fault) => fault !== null) ?? [];
    expect(struck.length).toBeGreaterThan(15);
    expect(new Set(struck).size).toBeGreaterThan(8);
    expect(arxiv().log.entries.every(({ fault }) => !/denied|silence/.test(fault ?? ""))).toBe(
      true,
    );
  });

  it("plays only the faults it is told to, where it is told to, until it is cleared", async () => {
    const names = ["unavailable", "stale-listing"] as const;
    arxiv().faults.addStorm({ seed: 1, probability: 1, names, source: "list" });
    expect(arxiv().faults.pending()).toEqual([{ name: "unavailable" }, { name: "stale-listing" }]);
    for (let round = 0; round < 10; round++) await ask(LIST);
    expect((await ask(RSS)).status).toBe(200);
    const struck = arxiv().log.entries.map(({ fault }) => fault);
    expect(new Set(struck)).toEqual(new Set([...names, null]));
    arxiv().faults.clear();
    expect((await ask(LIST)).body).toContain("24 September");
  });
});

/** An address of every service that the fault can strike. */
async function addressesFor(name: FaultName): Promise<string[]> {
  const { strikes } = FAULTS[name];
  if (name === "token-expired" || name === "records-moved") {
    return [`/oai?verb=ListRecords&resumptionToken=${readToken((await ask(OAI)).body)}`];
  }
  const sources = strikes === "any" ? SOURCE_NAMES : strikes;
  return sources.map((source) => ({ api: API, rss: RSS, oai: OAI, list: LIST })[source]);
}
