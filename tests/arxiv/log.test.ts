import { describe, expect, it } from "vitest";
import { examplePaper } from "./paper-examples.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "./server.ts";

const DAY = "2026-09-24";
const papers = [examplePaper("2609.00001", DAY)];

describe("the log of requests", () => {
  it("keeps what was asked, by whom, and what was answered", () =>
    withArxiv(async ({ url, log }) => {
      await fetch(`${url}/rss/cs.LG`, { headers: { "user-agent": "test/1" } });
      await fetch(`${url}/api/query?id_list=abc`);
      expect(log.entries).toMatchObject([
        { method: "GET", pathname: "/rss/cs.LG", userAgent: "test/1", status: 200 },
        { pathname: "/api/query", status: 400, at: new Date("2026-09-24T12:00:00Z") },
      ]);
      expect(log.entries[1]?.parameters.get("id_list")).toBe("abc");
      expect(log.intervals()).toHaveLength(1);
      expect(log.maxInFlight()).toBe(1);
    }));

  it("knows which service each request was for", () =>
    withArxiv(async ({ url, log }) => {
      const paths = ["/atom/cs.LG", "/list/cs.LG/new?show=5", "/oai?verb=Identify", "/abs/1"];
      for (const path of paths) await (await fetch(`${url}${path}`)).text();
      expect(log.entries.map((entry) => entry.url)).toEqual(paths);
      expect(log.entries.map(({ source }) => source)).toEqual(["rss", "list", "oai", null]);
      expect(log.entries.every(({ endedAt, arrivedAt }) => (endedAt ?? 0) >= arrivedAt)).toBe(true);
    }));

  it("has no gap before the second request", () =>
    withArxiv(async ({ url, log }) => {
      await (await fetch(`${url}/rss/cs.LG`)).text();
      expect([log.smallestGapMs(), log.overlaps()]).toEqual([Number.POSITIVE_INFINITY, []]);
    }));

  it("shows requests that overlap", () =>
    withArxiv(async ({ url, log, faults }) => {
      faults.add({ name: "slow-answer", dripMilliseconds: 20, times: 2 });
      const both = [fetch(`${url}/rss/cs.LG`), fetch(`${url}/rss/cs.CL`)];
      await Promise.all(both.map(async (answer) => (await answer).text()));
      expect(log.maxInFlight()).toBe(2);
      expect(
        log
          .overlaps()
          .map(({ url }) => url)
          .sort(),
      ).toEqual(["/rss/cs.CL", "/rss/cs.LG"]);
      expect(log.maxConnections()).toBe(2);
      await (await fetch(`${url}/rss/cs.LG`)).text();
      expect(log.entries.at(-1)?.inFlight).toBe(1);
      expect(log.overlaps()).toHaveLength(2);
    }));

  it("never shows an overlap where one request follows the other at once", () =>
    withArxiv(async ({ url, log }) => {
      for (let round = 0; round < 300; round++) await (await fetch(`${url}/rss/cs.LG`)).text();
      expect(log.maxInFlight()).toBe(1);
      expect(log.overlaps()).toEqual([]);
    }));

  it("measures the pause between requests by the machine's clock", () =>
    withArxiv(async ({ url, log }) => {
      await (await fetch(`${url}/rss/cs.LG`)).text();
      await new Promise((resolve) => setTimeout(resolve, 60));
      await (await fetch(`${url}/rss/cs.LG`)).text();
      expect(log.intervals()[0]).toBeGreaterThanOrEqual(55);
      expect(log.smallestGapMs()).toBe(log.intervals()[0]);
    }));
});

async function withArxiv(run: (arxiv: SimulatedArxiv) => Promise<void>): Promise<void> {
  const arxiv = await startSimulatedArxiv({ papers, day: DAY });
  await run(arxiv).finally(() => arxiv.close());
}
