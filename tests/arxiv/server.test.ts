import { describe, expect, it } from "vitest";
import { createClock } from "./clock.ts";
import { examplePaper, examplePapers } from "./paper-examples.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "./server.ts";

const DAY = "2026-09-24";
const papers = [examplePaper("2609.00001", DAY)];

describe("the simulated arXiv", () => {
  it("names the addresses that Broadsheet's environment wants", () =>
    withArxiv(async ({ url, env }) => {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(env).toEqual({
        ARXIV_RSS_URL: url,
        ARXIV_API_URL: `${url}/api/query`,
        ARXIV_OAI_URL: `${url}/oai`,
        ARXIV_LIST_URL: `${url}/list`,
      });
    }));

  it("answers 404 elsewhere", () =>
    withArxiv(async ({ url }) => {
      expect((await fetch(`${url}/abs/2609.00001`)).status).toBe(404);
    }));

  it("rejects with the system's error where the port is taken", () =>
    withArxiv(async ({ url }) => {
      const port = Number(new URL(url).port);
      const second = startSimulatedArxiv({ papers, day: DAY, port });
      await expect(second).rejects.toMatchObject({ code: "EADDRINUSE" });
    }));

  it("shows the clock that it was given", async () => {
    const clock = createClock(new Date("2026-09-23T12:00:00Z"));
    const arxiv = await startSimulatedArxiv({ papers, day: DAY, clock });
    expect((await fetch(`${arxiv.url}/rss/cs.LG`)).headers.get("date")).toContain("23 Sep");
    clock.advance(24 * 3_600_000);
    expect((await fetch(`${arxiv.url}/rss/cs.LG`)).headers.get("date")).toContain("24 Sep");
    await arxiv.close();
  });

  it("can have a clock that runs faster than the machine's", async () => {
    const start = new Date("2026-09-23T12:00:00Z");
    const clock = createClock(start, { isTicking: true, speed: 3_600_000 });
    await expect.poll(() => clock.now().getTime() - start.getTime()).toBeGreaterThan(36_000_000);
    clock.set(start);
    expect(clock.now() >= start).toBe(true);
  });

  it("can tell the whole truth of a category with every kind of listing", () =>
    withArxiv(async ({ truth }) => {
      expect(truth(DAY, "cs.LG")).toEqual({
        announcements: [{ paperId: "2609.00001", type: "new" }],
        counts: { new: 1, cross: 0, replace: 0, "replace-cross": 0 },
        leftOut: [],
      });
      expect(truth("2026-09-25", "cs.LG").announcements).toEqual([]);
    }));

  it("closes while an answer is dripping", () =>
    withArxiv(async (arxiv) => {
      arxiv.faults.add({ name: "slow-answer" });
      const answer = await fetch(`${arxiv.url}/rss/cs.LG`);
      await arxiv.close();
      await expect(answer.text()).rejects.toThrow();
    }));
});

describe("a paper's categories", () => {
  const paper = examplePaper("2609.00001", "2026-09-22", {
    categories: ["cs.LG", "cs.CL"],
    changes: [{ at: "2026-09-23T12:00:00Z", categories: ["cs.CL", "cs.LG"] }],
    crossLists: [{ category: "stat.ML", announced: DAY }],
    revisions: [{ announced: "2026-09-25", categories: ["cs.AI"] }],
  });

  it.each([
    ["as first announced", "2026-09-22T12:00:00Z", ["cs.LG", "cs.CL"]],
    ["after another was made the primary one", "2026-09-23T12:00:00Z", ["cs.CL", "cs.LG"]],
    ["after a later cross-list", "2026-09-24T12:00:00Z", ["cs.CL", "cs.LG", "stat.ML"]],
    ["after a version with others", "2026-09-25T12:00:00Z", ["cs.AI", "stat.ML"]],
  ])("are those of the moment, %s", async (_name, instant, categories) => {
    const arxiv = await startSimulatedArxiv({ papers: [paper], day: DAY });
    expect(arxiv.truth.record(paper.id, new Date(instant))?.categories).toEqual(categories);
    await arxiv.close();
  });
});

describe("made-up submissions", () => {
  it("lie inside the window of their listing and are the same each time", async () => {
    const read = async () => {
      const arxiv = await startSimulatedArxiv({ papers: examplePapers(50, DAY), day: DAY });
      const query = "search_query=cat:cs.LG&max_results=50";
      const body = await (await fetch(`${arxiv.env.ARXIV_API_URL}?${query}`)).text();
      await arxiv.close();
      return [...body.matchAll(/<published>(.*?)</g)].map((match) => match[1] ?? "");
    };
    const [once, again] = [await read(), await read()];
    expect(once).toEqual(again);
    expect(new Set(once).size).toBeGreaterThan(45);
    for (const instant of once) {
      expect(instant >= "2026-09-22T18:00:00Z" && instant < "2026-09-23T18:00:00Z").toBe(true);
    }
  });
});

async function withArxiv(run: (arxiv: SimulatedArxiv) => Promise<void>): Promise<void> {
  const arxiv = await startSimulatedArxiv({ papers, day: DAY });
  await run(arxiv).finally(() => arxiv.close());
}
