import { describe, expect, it } from "vitest";
import { API, openFaultScene, RSS, SURFACES } from "./fault-scene.ts";

const { arxiv, ask, askUnder } = openFaultScene();

describe("an answer instead of the true one", () => {
  it.each([200, 400])("is an error entry with status %i", async (status) => {
    const answer = await askUnder(`error-entry-${status as 200 | 400}`, API);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain("https://arxiv.org/api/errors#");
    expect(answer.body).toContain("<title>Error</title>");
  });

  it.each([
    ["rate-limited", 429, null],
    ["rate-limited-seconds", 429, "30"],
    ["rate-limited-date", 429, "Thu, 24 Sep 2026 12:00:30 GMT"],
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
    arxiv().faults.add({ name: "access-denied" });
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
    arxiv().log.clear();
    const { status, body } = await askUnder({ name: "redirect", times: "always" }, API);
    expect(status).toBe(200);
    expect(body).toBe(truth);
    expect(arxiv().log.entries.map((entry) => entry.pathname)).toEqual([
      "/api/query",
      "/moved/api/query",
    ]);
  });

  it("is a redirect without end", async () => {
    arxiv().faults.add({ name: "redirect-loop", times: "always" });
    const { status, headers } = await ask(RSS, { redirect: "manual" });
    expect([status, headers.get("location")]).toEqual([302, RSS]);
    await expect(ask(RSS)).rejects.toThrow();
  });

  it("is 304 though nothing conditional was asked", async () => {
    const { status, body } = await askUnder("unasked-304", RSS);
    expect([status, body]).toEqual([304, ""]);
  });
});
