import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ArxivContext, fetchArxiv, userAgentFor } from "@/lib/arxiv/http";
import type { ArxivAnswer } from "@/lib/arxiv/outcome";
import { parseXml } from "@/lib/arxiv/xml";
import { AppError } from "@/lib/errors";
import type { FaultName } from "../arxiv/fault-names.ts";
import { examplePapers } from "../arxiv/paper-examples.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "../arxiv/server.ts";
import { failureOf } from "./failure.ts";
import { createMemoryGate, type MemoryGate } from "./memory-gate.ts";

let arxiv: SimulatedArxiv;
let gate: MemoryGate;
let lines: string[];
const DAY = "2026-08-12";
/** Long enough for any honest answer on a busy machine, short enough to wait for in vain. */
const TIMEOUT_MS = 2000;

beforeEach(async () => {
  arxiv = await startSimulatedArxiv({ papers: examplePapers(30, DAY), day: DAY });
  gate = createMemoryGate();
  lines = [];
});
afterEach(() => arxiv.close());

function ask<T>(read: (answer: ArxivAnswer) => T, more: Partial<ArxivContext> = {}) {
  const onRequest = (line: string) => lines.push(line);
  const context = { gate, userAgent: "Broadsheet/test", onRequest, ...more };
  return fetchArxiv({ url: `${arxiv.url}/rss/cs.LG`, timeoutMs: TIMEOUT_MS }, context, read);
}

const readBody = ({ body }: ArxivAnswer) => {
  parseXml(body);
  return body;
};

describe("fetchArxiv", () => {
  it("reads an answer, tells who asks, and reports one line", async () => {
    expect(await ask(readBody)).toContain("<title>cs.LG updates on arXiv.org</title>");
    expect(arxiv.log.entries.map(({ userAgent }) => userAgent)).toEqual(["Broadsheet/test"]);
    expect(gate.verdicts).toEqual([{ kind: "ok" }]);
    expect(lines).toEqual([expect.stringMatching(/^GET http:.*\/rss\/cs\.LG: 200, \d+ bytes/)]);
  });

  it.each([
    "rate-limited",
    "rate-limited-seconds",
    "unavailable",
    "unavailable-date",
    "html-page",
    "truncated-xml",
    "unasked-304",
    "reset-before-answer",
    "reset-mid-body",
    "silence",
    "slow-answer",
  ] as FaultName[])("gets through after two times %s, waiting longer each time", async (name) => {
    arxiv.faults.add({ name, times: 2 });
    expect(await ask(readBody)).toContain("cs.LG");
    expect(gate.verdicts.map(({ kind }) => kind)).toEqual(["wait", "wait", "ok"]);
    expect(gate.waits).toEqual([5, 10, 0]);
    expect(arxiv.log.entries).toHaveLength(3);
  });

  it.each([
    ["rate-limited", "arxiv_rate_limited", "answered 429: Rate exceeded."],
    ["unavailable", "arxiv_unavailable", "answered 503: Service Unavailable"],
    ["html-page", "arxiv_bad_answer", "a web page where XML was expected"],
    ["truncated-xml", "arxiv_bad_answer", "XML that was cut off"],
    ["reset-before-answer", "arxiv_unavailable", "no answer from"],
    ["reset-mid-body", "arxiv_unavailable", "no answer from"],
    ["silence", "arxiv_unavailable", "timed out"],
  ] as [FaultName, string, string][])(
    "gives up after endless %s with %s",
    async (name, code, said) => {
      arxiv.faults.add({ name, times: "always" });
      const error = await failureOf(ask(readBody, { attempts: 2 }));
      expect(error.code).toBe(code);
      expect(error.message).toContain(said);
      expect(error.message).toContain(`${arxiv.url}/rss/cs.LG`);
      expect(arxiv.log.entries).toHaveLength(2);
      expect(gate.waits).toEqual([5, 10]);
    },
  );

  it.each([
    ["rate-limited-seconds", 50],
    ["unavailable-seconds", 90],
    ["unavailable-date", 70],
  ] as [FaultName, number][])("waits as long as %s asks for", async (name, retryAfter) => {
    arxiv.faults.add({ name, retryAfter });
    await ask(readBody);
    expect(gate.waits).toEqual([retryAfter, 0]);
  });

  it("does not wait for longer than the caller allows, and says for what", async () => {
    arxiv.faults.add({ name: "unavailable-seconds", retryAfter: 3600 });
    const error = await failureOf(ask(readBody, { maxWaitMs: 60_000 }));
    expect(error.code).toBe("arxiv_rate_limited");
    expect(error.message).toMatch(/3600 s.*After: .*answered 503: Service Unavailable/);
    expect(arxiv.log.entries).toHaveLength(1);
  });

  it("stops at once when it is blocked, and nothing passes after it", async () => {
    arxiv.faults.add({ name: "access-denied" });
    const error = await failureOf(ask(readBody));
    expect(error.code).toBe("arxiv_blocked");
    expect(error.message).toContain("Access Denied");
    expect(gate.verdicts).toEqual([
      { kind: "blocked", reason: expect.stringContaining("answered 403") },
    ]);
    expect((await failureOf(ask(readBody))).code).toBe("arxiv_blocked");
    expect(arxiv.log.entries).toHaveLength(1);
  });

  it("passes the gate again for every redirect", async () => {
    arxiv.faults.add({ name: "redirect" });
    expect(await ask(readBody)).toContain("cs.LG");
    expect(arxiv.log.entries.map(({ pathname }) => pathname)).toEqual([
      "/rss/cs.LG",
      "/moved/rss/cs.LG",
    ]);
    expect(gate.verdicts).toEqual([{ kind: "ok" }, { kind: "ok" }]);
  });

  it("gives up on redirects in a circle", async () => {
    arxiv.faults.add({ name: "redirect-loop", times: "always" });
    const error = await failureOf(ask(readBody));
    expect(error.message).toContain("more than 5 redirects");
    expect(arxiv.log.entries).toHaveLength(6);
  });

  it.each(["http://login.example/", "//login.example/rss/cs.LG", "ftp://127.0.0.1/", "http://["])(
    "does not follow a redirect to %s",
    async (location) => {
      arxiv.faults.add({ name: "redirect", location });
      const error = await failureOf(ask(readBody));
      expect(error.code).toBe("arxiv_bad_answer");
      expect(arxiv.log.entries).toHaveLength(1);
    },
  );

  it("reads no more of a body than it allows", async () => {
    arxiv.faults.add({ name: "huge-body", megabytes: 200 });
    const context = { gate, userAgent: "Broadsheet/test" };
    const request = { url: `${arxiv.url}/rss/cs.LG`, maxBytes: 1_000_000 };
    const error = await failureOf(fetchArxiv(request, context, readBody));
    expect(error.message).toContain("too large an answer");
    expect(arxiv.log.entries).toHaveLength(1);
  });

  it("takes a page that does not exist for a refusal", async () => {
    const context = { gate, userAgent: "Broadsheet/test" };
    const error = await failureOf(fetchArxiv({ url: `${arxiv.url}/nothing` }, context, readBody));
    expect(error.code).toBe("arxiv_rejected");
    expect(error.message).toContain("answered 404: <h1>Not Found</h1>");
    expect(gate.verdicts).toEqual([{ kind: "ok" }]);
  });

  it("says what the connection failed of", async () => {
    await arxiv.close();
    const error = await failureOf(ask(readBody, { attempts: 1 }));
    expect(error.code).toBe("arxiv_unavailable");
    expect(error.message).toContain("ECONNREFUSED");
  });

  it("ends with the caller's reason when it is aborted", async () => {
    arxiv.faults.add({ name: "silence", times: "always" });
    const controller = new AbortController();
    const asked = ask(readBody, { signal: controller.signal });
    const reason = new Error("the person pressed Ctrl-C");
    setTimeout(() => controller.abort(reason), 50);
    await expect(asked).rejects.toBe(reason);
    expect(arxiv.log.entries).toHaveLength(1);
    expect(gate.verdicts).toEqual([]); // arXiv has not failed
  });

  it("lets a bug in the reading be a bug", async () => {
    const bug = new TypeError("x is not a function");
    const asked = ask(() => {
      throw bug;
    });
    await expect(asked).rejects.toBe(bug);
  });

  it("asks again at the usual pace when reading finds a page empty", async () => {
    let reads = 0;
    const read = () => {
      reads++;
      if (reads < 3) throw new AppError("arxiv_empty", "nothing");
      return reads;
    };
    expect(await ask(read)).toBe(3);
    expect(gate.waits).toEqual([0, 0, 0]);
  });
});

describe("userAgentFor", () => {
  it.each([
    ["press@example.org", "Broadsheet/1.2.3 (+mailto:press@example.org)"],
    ["https://example.org/bot", "Broadsheet/1.2.3 (+https://example.org/bot)"],
    ["mailto:press@example.org", "Broadsheet/1.2.3 (+mailto:press@example.org)"],
    ["a@b.org)\r\nX-Evil: 1", "Broadsheet/1.2.3 (+mailto:a@b.orgX-Evil:1)"],
    ["", "Broadsheet/1.2.3 (no contact set)"],
  ])("names the contact %j", (contact, expected) => {
    expect(userAgentFor({ version: "1.2.3", contact })).toBe(expected);
  });

  it("admits that there is no contact", () => {
    expect(userAgentFor({ version: "1.2.3" })).toBe("Broadsheet/1.2.3 (no contact set)");
  });
});
