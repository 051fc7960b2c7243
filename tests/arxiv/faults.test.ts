import { request } from "node:http";
import { XMLValidator } from "fast-xml-parser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FAULTS, type FaultName } from "./fault-names.ts";
import type { Fault } from "./faults.ts";
import { examplePaper } from "./paper-examples.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "./server.ts";

const DAY = "2026-09-24";
const API = "/api/query?search_query=cat:cs.LG";
const RSS = "/rss/cs.LG";
const SURFACES = [API, RSS, "/atom/cs.LG"];

const papers = [
  examplePaper("2609.00001", "2026-09-23"),
  examplePaper("2609.00002", DAY, { title: "A title of five words" }),
  examplePaper("2609.00003", DAY),
];

let arxiv: SimulatedArxiv;

beforeEach(async () => {
  arxiv = await startSimulatedArxiv({ papers, day: DAY });
});
afterEach(() => arxiv.close());

describe("an answer instead of the true one", () => {
  it.each([API, RSS])("is an empty first page of %s", async (path) => {
    const { status, body } = await askUnder("empty-first-page", path);
    expect(status).toBe(200);
    expect(XMLValidator.validate(body)).toBe(true);
    expect(countEntries(body)).toBe(0);
    expect(countEntries((await ask(path)).body)).toBeGreaterThan(0);
  });

  it("is never empty on a later page", async () => {
    const { body } = await askUnder("empty-first-page", `${API}&start=1`);
    expect(countEntries(body)).toBe(2);
  });

  it("is a total of 1 without an entry", async () => {
    const { body } = await askUnder("phantom-total", API);
    expect(body).toContain("<opensearch:totalResults>1<");
    expect(countEntries(body)).toBe(0);
  });

  it.each([200, 400])("is an error entry with status %i", async (status) => {
    const answer = await askUnder(`error-entry-${status as 200 | 400}`, API);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain("https://arxiv.org/api/errors#");
    expect(answer.body).toContain("<title>Error</title>");
  });

  it.each([
    ["rate-limited", 429, null],
    ["rate-limited-seconds", 429, "30"],
    ["unavailable", 503, null],
    ["unavailable-seconds", 503, "30"],
    ["unavailable-date", 503, "Thu, 24 Sep 2026 12:00:30 GMT"],
  ] as const)("is %s with status %i and Retry-After %s", async (name, status, retryAfter) => {
    const answer = await askUnder({ name, retryAfter: 30 }, RSS);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("retry-after")).toBe(retryAfter);
    expect(answer.headers.get("content-type")).toContain("text/plain");
    if (status === 429) expect(answer.body).toBe("Rate exceeded.");
  });

  it("is 403 with a page that repeats the User-Agent", async () => {
    arxiv.faults.add({ name: "access-denied" });
    const answer = await ask(RSS, { headers: { "user-agent": "somebody/1" } });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain("Access Denied");
    expect(answer.body).toContain("somebody/1");
  });

  it.each(SURFACES)("is an HTML page with status 200 for %s", async (path) => {
    const { status, headers, body } = await askUnder("html-page", path);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toContain("text/html");
    expect(body).toContain("<html>");
  });

  it("is a redirect that arrives at the true answer", async () => {
    const truth = (await ask(API)).body;
    arxiv.log.clear();
    const { status, body } = await askUnder({ name: "redirect", times: "always" }, API);
    expect(status).toBe(200);
    expect(body).toBe(truth);
    expect(arxiv.log.entries.map((entry) => entry.pathname)).toEqual([
      "/api/query",
      "/moved/api/query",
    ]);
  });

  it("is a redirect without end", async () => {
    arxiv.faults.add({ name: "redirect-loop", times: "always" });
    const { status, headers } = await ask(RSS, { redirect: "manual" });
    expect([status, headers.get("location")]).toEqual([302, RSS]);
    await expect(ask(RSS)).rejects.toThrow();
  });

  it("is 304 though nothing conditional was asked", async () => {
    const { status, body } = await askUnder("unasked-304", RSS);
    expect([status, body]).toEqual([304, ""]);
  });
});

describe("other papers than the true ones", () => {
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
});

describe("one spoiled entry", () => {
  it.each(SURFACES)("is malformed amid good ones in %s", async (path) => {
    const truth = (await ask(path)).body;
    const { body } = await askUnder("malformed-entry", path);
    expect(XMLValidator.validate(body)).toBe(true);
    expect(countEntries(body)).toBe(countEntries(truth));
    expect(body).toContain("the day after");
    expect(listIds(body)).toHaveLength(listIds(truth).length - 1);
  });

  it.each(SURFACES)("has the title 0 in %s", async (path) => {
    const { body } = await askUnder("title-zero", path);
    expect(body.match(/<title>0<\/title>/g)).toHaveLength(1);
  });

  it.each(SURFACES)("has macros that nobody knows in %s", async (path) => {
    const { body } = await askUnder("bad-macros", path);
    expect(XMLValidator.validate(body)).toBe(true);
    expect(body).toContain("\\undefinedmacro");
  });

  it.each(SURFACES)("has characters that XML forbids in %s", async (path) => {
    const { body } = await askUnder("control-characters", path);
    expect(body).toContain("\u0001");
    expect(body).toContain("\u000b");
    expect(body).toContain("&#2;");
  });

  it.each(SURFACES)("has line breaks in its title in %s", async (path) => {
    const { body } = await askUnder("folded-lines", path);
    expect(XMLValidator.validate(body)).toBe(true);
    expect(body).toMatch(/<title>A\n {2}title {2}of/);
  });
});

describe("the true answer, sent badly", () => {
  it("is labelled as something else", async () => {
    const { headers, body } = await askUnder("wrong-content-type", RSS);
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(body).toBe((await ask(RSS)).body);
  });

  it.each(SURFACES)("is cut in the middle, valid as HTTP, in %s", async (path) => {
    const truth = (await ask(path)).body;
    const { status, body } = await askUnder("truncated-xml", path);
    expect(status).toBe(200);
    expect(body.length).toBeLessThan(truth.length);
    expect(truth.startsWith(body)).toBe(true);
  });

  it("is huge", async () => {
    const { body } = await askUnder({ name: "huge-body", megabytes: 3 }, RSS);
    expect(body.length).toBeGreaterThan(3 * 1024 * 1024);
  });

  it("may be refused in the middle when it is huge", async () => {
    arxiv.faults.add({ name: "huge-body", megabytes: 10_000 });
    const answer = await fetch(`${arxiv.url}${RSS}`);
    await answer.body?.cancel();
    expect((await ask(RSS)).status).toBe(200);
  });

  it("drips behind its headers", async () => {
    arxiv.faults.add({ name: "slow-answer", dripMilliseconds: 5 });
    const pieces = await receivePieces(RSS);
    expect(pieces.length).toBeGreaterThan(3);
    expect(Buffer.concat(pieces).toString()).toBe((await ask(RSS)).body);
  });

  it("never comes", async () => {
    arxiv.faults.add({ name: "silence" });
    const signal = AbortSignal.timeout(200);
    await expect(ask(RSS, { signal })).rejects.toThrow();
    await expect.poll(() => arxiv.log.entries.at(-1)?.endedAt).not.toBeNull();
    expect(arxiv.log.entries.at(-1)?.status).toBeNull();
  });

  it("is a reset before the first byte", async () => {
    arxiv.faults.add({ name: "reset-before-answer" });
    await expect(receivePieces(RSS)).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  it("is a reset in the middle of the body", async () => {
    arxiv.faults.add({ name: "reset-mid-body" });
    const answer = await fetch(`${arxiv.url}${RSS}`);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });
});

describe("a fault", () => {
  it("strikes as often as asked, and leaves its mark in the log", async () => {
    arxiv.faults.add({ name: "unavailable", times: 2 });
    const statuses = [await ask(RSS), await ask(API), await ask(RSS)].map(({ status }) => status);
    expect(statuses).toEqual([503, 503, 200]);
    const marks = arxiv.log.entries.map(({ fault }) => fault);
    expect(marks).toEqual(["unavailable", "unavailable", null]);
    expect(arxiv.faults.pending()).toEqual([]);
  });

  it("strikes always until it is cleared", async () => {
    arxiv.faults.add({ name: "unavailable", times: "always" });
    for (const _round of [1, 2, 3]) expect((await ask(RSS)).status).toBe(503);
    arxiv.faults.clear();
    expect((await ask(RSS)).status).toBe(200);
  });

  it("strikes one path only", async () => {
    arxiv.faults.add({ name: "unavailable", path: "/rss/cs.LG", times: "always" });
    const paths = ["/rss/cs.LG", "/rss/cs.CL", API];
    const statuses = await Promise.all(paths.map(async (path) => (await ask(path)).status));
    expect(statuses).toEqual([503, 200, 200]);
  });

  it("strikes one category only, in feeds and queries", async () => {
    arxiv.faults.add({ name: "unavailable", category: "cs.LG", times: "always" });
    const paths = ["/rss/cs.CL+cs.lg", "/atom/cs.LG", "/rss/cs.CL", API, "/api/query?id_list=1"];
    const statuses = await Promise.all(paths.map(async (path) => (await ask(path)).status));
    expect(statuses).toEqual([503, 503, 200, 503, 400]);
  });

  it("strikes by chance, the same each time for one seed", async () => {
    const runs: number[][] = [];
    for (const seed of [7, 7, 8]) {
      arxiv.faults.clear();
      arxiv.faults.add({ name: "unavailable", probability: 0.5, seed, times: "always" });
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

  it.each(Object.keys(FAULTS) as FaultName[])("%s is over after one request", async (name) => {
    const path =
      Array.isArray(FAULTS[name].strikes) && FAULTS[name].strikes[0] === "rss" ? RSS : API;
    const truth = (await ask(path)).body;
    arxiv.faults.add({ name, megabytes: 1, dripMilliseconds: 1 });
    await ask(path, { signal: AbortSignal.timeout(300) }).catch(() => null);
    const after = await ask(path);
    expect([after.status, after.body]).toEqual([200, truth]);
  });
});

async function askUnder(fault: FaultName | Fault, path: string) {
  arxiv.faults.add(typeof fault === "string" ? { name: fault } : fault);
  return ask(path);
}

async function ask(path: string, options: RequestInit = {}) {
  const answer = await fetch(`${arxiv.url}${path}`, options);
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

/** The body as it comes in, by node:http, which does not wait or put pieces together. */
function receivePieces(path: string): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const asked = request(`${arxiv.url}${path}`, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () => resolve(pieces));
      response.on("error", reject);
    });
    asked.on("error", reject);
    asked.end();
  });
}

function countEntries(body: string): number {
  return body.match(/<(entry|item)>/g)?.length ?? 0;
}

function listIds(body: string): string[] {
  const ids = body.matchAll(/(?:abs\/|oai:arXiv.org:)(\d{4}\.\d{5})v\d+<\/(?:id|guid)>/g);
  return [...ids].map((match) => match[1] ?? "");
}
