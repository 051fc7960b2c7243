import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/lib/db/client";
import { openReadDatabase } from "@/tests/read/open-database";
import { hasSharedData } from "@/tests/shared-data";
import { REAL_DAY, storeMadeUpEditions, storeRealDay } from "./edition-papers";
import { type Site, START_TIMEOUT_MS, startSite } from "./site";

let db: Database;
let site: Site;
beforeAll(async () => {
  db = await openReadDatabase();
  await storeMadeUpEditions(db);
  site = await startSite(db);
}, START_TIMEOUT_MS);
afterAll(async () => {
  await site.stop();
  await db.close();
});

async function visit(path: string) {
  const response = await fetch(site.url + path, { redirect: "manual" });
  const html = await response.text();
  const body = html.replace(/<script\b.*?<\/script>|<!--.*?-->/gs, "");
  const text = body.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
  return { status: response.status, location: response.headers.get("location"), html, body, text };
}

const titlesOf = (body: string) =>
  [...body.matchAll(/<h3><a [^>]*>(.*?)<\/a>/g)].map(([, title]) => title);

describe("the front page", () => {
  it("is the latest edition, fifty papers at a time, and leads through the rest", async () => {
    const first = await visit("/");
    expect(first.status).toBe(200);
    expect(first.text).toContain("Tuesday, 12 May 2026");
    expect(first.html).toContain("<title>12 May 2026 · Broadsheet</title>");
    expect(titlesOf(first.body)).toHaveLength(50);
    const next = /<a href="([^"]+)" rel="next">Next page/.exec(first.body)?.[1] ?? "";
    expect(next).toMatch(/^\/date\/2026-05-12\?after=/);
    const second = await visit(next);
    expect(titlesOf(second.body)).toHaveLength(10);
    expect(new Set([...titlesOf(first.body), ...titlesOf(second.body)]).size).toBe(60);
  });

  it("is never kept by a cache, since a harvest changes it", async () => {
    const response = await fetch(site.url);
    expect(response.headers.get("cache-control")).toContain("no-store");
  });
});

describe("an edition", () => {
  it("prints each part under its own heading, a replaced paper never as new", async () => {
    const { text } = await visit("/date/2026-05-12?topic=peft");
    expect(text).toContain("Replacements 1");
    expect(text).toContain("New 0");
    expect(text).toContain("LoRA once more");
  });

  it("narrows by topic, category and part, and says how to undo each", async () => {
    const { body, text } = await visit("/date/2026-05-12?topic=moe&cat=cs.CL&type=new");
    expect(titlesOf(body)).toEqual(["Routing tokens in a mixture of experts"]);
    expect(text).toContain("1 of 60 papers");
    expect(body).toContain('href="/date/2026-05-12?type=new&amp;cat=cs.CL"');
  });

  it("says so when nothing passes the filters", async () => {
    expect((await visit("/date/2026-05-12?topic=tts")).text).toContain("No paper of this edition");
  });
});

describe("a day without papers", () => {
  it("between two editions explains itself and names both", async () => {
    const { status, text, body } = await visit("/date/2026-05-09");
    expect(status).toBe(200);
    expect(text).toContain("Saturdays and Sundays");
    expect(body).toContain('href="/date/2026-05-08"');
    expect(body).toContain('href="/date/2026-05-12"');
  });

  it("outside the editions is not found, and names the nearest", async () => {
    const { status, body, text } = await visit("/date/2031-01-01");
    expect(status).toBe(404);
    expect(text).toContain("after the latest edition");
    expect(body).toContain('href="/date/2026-05-12"');
  });
});

describe("a paper", () => {
  it("with an identifier of the old scheme has its page", async () => {
    const { status, text, body } = await visit("/papers/hep-th/9901001");
    expect(status).toBe(200);
    expect(text).toContain("High Energy Physics - Theory");
    expect(text).toContain("cross-listed in cs.LG");
    expect(text).toContain("4 Jan 1999, 10:00 UTC");
    expect(body).toContain('href="https://doi.org/10.1000/182"');
    expect(body).toContain("<mfrac>");
  });

  it.each([
    ["/papers/2605.00001v3", "/papers/2605.00001"],
    ["/papers/HEP-TH/9901001v1", "/papers/hep-th/9901001"],
    ["/topics/MoE", "/topics/moe"],
  ])("%s leads to %s for good", async (path, location) => {
    expect(await visit(path)).toMatchObject({ status: 308, location });
  });

  it("that is not stored is not found, with the way to arXiv", async () => {
    const { status, body } = await visit("/papers/2605.99999");
    expect(status).toBe(404);
    expect(body).toContain('href="https://arxiv.org/abs/2605.99999"');
  });
});

describe("topics", () => {
  it("are all on one page, with today's count leading to just those papers", async () => {
    const { body } = await visit("/topics");
    expect(body).toMatch(/<a href="\/date\/2026-05-12\?topic=moe">1 today<\/a>/);
  });

  it("have a page each, with the rule that finds their papers", async () => {
    const { text } = await visit("/topics/moe");
    expect(text).toContain("Routing tokens in a mixture of experts");
    expect(text).toContain("The rule");
  });
});

describe("garbage", () => {
  it.each([
    ["/nothing", "This page does not exist"],
    ["/date/foo", "That is not a day"],
    ["/date/2026-02-30", "That is not a day"],
    ["/date/%00", "That is not a day"],
    ["/date/0000-01-01", "That is not a day"],
    ["/date/%zz", "This page does not exist"],
    ["/papers/%E0%A4%A", "This page does not exist"],
    ["/papers/abc", "holds no identifier"],
    ["/topics/nope", "no such topic"],
    [`/papers/${"a".repeat(4000)}`, "holds no identifier"],
  ])("in the path %s is not found, in words, without script", async (path, words) => {
    const { status, text } = await visit(path);
    expect(status).toBe(404);
    expect(text).toContain(words);
    expect(text).toContain("A daily paper for research");
  });

  it("in the query is named and left out", async () => {
    const { status, body, text } = await visit(
      "/?topic=zzz&cat=%00&type=x&after=%27;--&topic=moe&%E0%A4%A=1&cat[]=1",
    );
    expect(status).toBe(200);
    expect(text).toContain("Not understood in the address");
    expect(text).toContain("topic=zzz");
    expect(titlesOf(body)).toEqual(["Routing tokens in a mixture of experts"]);
  });
});

describe("the process", () => {
  it("says that it lives and that it is ready", async () => {
    expect(await visit("/healthz")).toMatchObject({ status: 200, html: "ok\n" });
    expect(await visit("/readyz")).toMatchObject({ status: 200, html: "ready\n" });
  });
});

describe.skipIf(!hasSharedData)("with a real day of ../shared/data (else skipped)", () => {
  beforeAll(() => storeRealDay(db));

  it("the edition with fifty papers stays under 250 KB", async () => {
    const { html, body } = await visit(`/date/${REAL_DAY}`);
    expect(titlesOf(body)).toHaveLength(50);
    expect(Buffer.byteLength(html)).toBeLessThan(250_000);
  });
});

describe("without its database", () => {
  it(
    "every page says so with 503, the process lives and is not ready",
    async () => {
      const other = await openReadDatabase();
      const orphan = await startSite(other);
      await other.close();
      try {
        for (const path of [
          "/",
          "/date/2026-05-12",
          "/topics",
          "/topics/moe",
          "/papers/2605.00001",
        ]) {
          const response = await fetch(orphan.url + path);
          expect([path, response.status]).toEqual([path, 503]);
          expect(await response.text()).toContain("The papers cannot be reached");
        }
        expect((await fetch(`${orphan.url}/healthz`)).status).toBe(200);
        expect((await fetch(`${orphan.url}/readyz`)).status).toBe(503);
      } finally {
        await orphan.stop();
      }
    },
    START_TIMEOUT_MS,
  );
});
