import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { examplePaper } from "./paper-examples.ts";

const DAY = "2026-09-24";
const ROOT = new URL("../../", import.meta.url);

let folder = "";
let corpus = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simulated-arxiv-"));
  corpus = join(folder, "papers.jsonl.gz");
  const papers = [
    examplePaper("2609.00001", "2026-09-23"),
    examplePaper("2609.00002", DAY, { categories: ["cs.CL", "cs.LG"] }),
  ];
  await writeFile(corpus, gzipSync(papers.map((paper) => JSON.stringify(paper)).join("\n")));
  await writeFile(join(folder, "cut.jsonl"), '{"id":"2609.0');
});
afterAll(() => rm(folder, { recursive: true }));

describe("scripts/simulate-arxiv.ts", () => {
  it("serves the day, tells how to point at it, logs requests, and stops at Ctrl-C", async () => {
    const fault = "unavailable@cs.CV";
    const child = start(["--corpus", corpus, "--day", DAY, "--fault", fault]);
    const lines: string[] = [];
    createInterface({ input: child.stdout ?? process.stdin }).on("line", (line) =>
      lines.push(line),
    );
    const find = (pattern: RegExp) => lines.map((line) => pattern.exec(line)).find(Boolean);
    await expect.poll(() => find(/Ctrl-C stops it/), { timeout: 30_000 }).toBeTruthy();

    const url = find(/^export ARXIV_RSS_URL=(.*)$/)?.[1];
    expect(find(/^export ARXIV_API_URL=(.*)$/)?.[1]).toBe(`${url}/api/query`);
    expect(find(/^export ARXIV_OAI_URL=(.*)$/)?.[1]).toBe(`${url}/oai`);
    expect(find(/^export ARXIV_LIST_URL=(.*)$/)?.[1]).toBe(`${url}/list`);
    expect(find(/^export ARXIV_INTERVAL_MS=0/)).toBeTruthy();
    expect(find(/^ {2}cs\.LG +1 \(0 new, 1 cross, 0 replace, 0 replace-cross\)$/)).toBeTruthy();
    expect(find(/Faults switched on: unavailable/)).toBeTruthy();

    expect(await (await fetch(`${url}/rss/cs.LG`)).text()).toContain("2609.00002v1");
    expect((await fetch(`${url}/rss/cs.CV`)).status).toBe(503);
    await expect.poll(() => find(/GET \/rss\/cs\.LG 200$/)).toBeTruthy();
    await expect.poll(() => find(/GET \/rss\/cs\.CV 503 {2}\[unavailable\]$/)).toBeTruthy();

    child.kill("SIGINT");
    expect(await exitOf(child)).toBe(0);
    expect(find(/Stopped after 2 requests/)).toBeTruthy();
  });

  it("serves a made-up history by a fast clock, with faults by chance", async () => {
    const flags = ["--history", "7", "--days", "5", "--papers", "4", "--speed", "3600"];
    const child = start([...flags, "--categories", "hep-th,math.NA", "--faults", "0:3"]);
    const lines: string[] = [];
    createInterface({ input: child.stdout ?? process.stdin }).on("line", (line) =>
      lines.push(line),
    );
    const find = (pattern: RegExp) => lines.map((line) => pattern.exec(line)).find(Boolean);
    await expect.poll(() => find(/Ctrl-C stops it/), { timeout: 30_000 }).toBeTruthy();
    expect(find(/runs 3600 times as fast/)).toBeTruthy();
    expect(find(/^ {2}math\.NA +[1-9]/)).toBeTruthy();
    expect(find(/Faults switched on: any by chance/)).toBeTruthy();
    const list = find(/^export ARXIV_LIST_URL=(.*)$/)?.[1];
    expect(await (await fetch(`${list}/hep-th/new`)).text()).toContain("23 February 2026");
    const oai = `${find(/^export ARXIV_OAI_URL=(.*)$/)?.[1]}?verb=ListRecords`;
    const records = await fetch(`${oai}&metadataPrefix=arXivRaw&from=2026-02-23&set=math`);
    expect(await records.text()).toContain("<setSpec>math:math:NA</setSpec>");
    child.kill("SIGTERM");
    expect(await exitOf(child)).toBe(0);
  });

  it("lists the days of a corpus with their counts by category", async () => {
    const { code, out } = await run(["--corpus", corpus, "--list-days"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^2026-09-23 +1 +0 +0 +0 +0$/m);
    expect(out).toMatch(/^2026-09-24 +1 +1 +0 +0 +0$/m);
  });

  it("explains itself and every fault", async () => {
    const { code, out } = await run(["--help"]);
    expect(code).toBe(0);
    expect(out).toContain("made up");
    expect(out).toContain("stale-feed");
  });

  it.each([
    [["--corpus", "FOLDER/none.jsonl.gz", "--day", DAY], /no such file: .*none\.jsonl\.gz/],
    [["--corpus", "FOLDER/cut.jsonl", "--day", DAY], /cut\.jsonl, line 1: not a paper/],
    [["--corpus", "FOLDER", "--list-days"], /that is a folder/],
  ])("%j ends with exit code 1 and one clear line", async (flags, message) => {
    const { code, out, err } = await run(flags.map((flag) => flag.replace("FOLDER", folder)));
    expect(err).toMatch(message);
    expect(err).toMatch(/^broadsheet: [^\n]+\n$/);
    expect([code, out]).toEqual([1, ""]);
  });

  it("names a flag that it does not know, and explains itself", async () => {
    const { code, err } = await run(["--dya", DAY]);
    expect(err).toMatch(/--dya/);
    expect(err).toContain("--list-days");
    expect(code).toBe(1);
  });

  it("says so where the port is in use", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const port = String((other.address() as AddressInfo).port);
    const { code, err } = await run(["--corpus", corpus, "--day", DAY, "--port", port]);
    other.close();
    expect(err).toContain("port is in use");
    expect(code).toBe(1);
  });
});

function start(flags: readonly string[]): ChildProcess {
  const script = ["--import", "tsx", "scripts/simulate-arxiv.ts", ...flags];
  return spawn(process.execPath, script, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
}

async function run(flags: readonly string[]) {
  const child = start(flags);
  let [out, err] = ["", ""];
  child.stdout?.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    err += chunk;
  });
  return { code: await exitOf(child), out, err };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on("close", resolve));
}
