import { XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { DAY, openFeedScene, parseFeed } from "./feed-scene.ts";
import { examplePaper } from "./paper-examples.ts";

const { start, ask, listItems } = openFeedScene();

describe("the feed's day", () => {
  const weekend = ["2026-09-26", "2026-09-27"] as const;

  it.each(weekend)("is empty on %s, and its pubDate is fresh all the same", async (day) => {
    const simulated = await start([examplePaper("2609.00001", day)]);
    simulated.clock.set(new Date(`${day}T12:00:00Z`));
    const { status, body } = await ask("/rss/cs.LG");
    expect(status).toBe(200);
    expect(parseFeed(body).rss.channel.pubDate).toContain(
      `${day.slice(8)} Sep 2026 00:00:00 -0400`,
    );
    expect(body).not.toContain("<item>");
  });

  it("is empty on a holiday, whose papers come with the next listing", async () => {
    const submitted = { announced: null, published: "2026-11-26T12:00:00Z" };
    const simulated = await start([examplePaper("2611.00001", DAY, submitted)], ["2026-11-27"]);
    simulated.clock.set(new Date("2026-11-27T12:00:00Z"));
    expect(await listItems("/rss/cs.LG")).toEqual([]);
    simulated.clock.set(new Date("2026-11-30T12:00:00Z"));
    expect(await listItems("/rss/cs.LG")).toEqual(["2611.00001v1 new"]);
  });

  it("changes at midnight in New York, not in UTC", async () => {
    const simulated = await start([examplePaper("2609.00001", DAY)]);
    simulated.clock.set(new Date("2026-09-24T03:59:59Z"));
    expect(await listItems("/rss/cs.LG")).toEqual([]);
    simulated.clock.advance(1000);
    expect(await listItems("/rss/cs.LG")).toEqual(["2609.00001v1 new"]);
    simulated.clock.set(new Date("2026-09-25T03:59:59Z"));
    expect(await listItems("/rss/cs.LG")).toEqual(["2609.00001v1 new"]);
    simulated.clock.advance(1000);
    expect(await listItems("/rss/cs.LG")).toEqual([]);
  });

  it.each([
    ["2026-03-09", "-0400", "2026-03-09T04:"],
    ["2026-03-06", "-0500", "2026-03-06T05:"],
    ["2026-11-02", "-0500", "2026-11-02T05:"],
    ["2026-10-30", "-0400", "2026-10-30T04:"],
  ] as const)("of %s has the offset %s", async (day, offset, built) => {
    const simulated = await start([examplePaper("2609.00001", day)]);
    simulated.clock.set(new Date(`${day}T12:00:00Z`));
    const { body, headers } = await ask("/rss/cs.LG");
    expect(parseFeed(body).rss.channel.pubDate).toContain(`00:00:00 ${offset}`);
    const modified = new Date(headers.get("last-modified") ?? "").toISOString();
    expect(modified.startsWith(built)).toBe(true);
  });
});

describe("a feed's address", () => {
  it("takes a category in any case and answers in arXiv's spelling", async () => {
    await start([examplePaper("2609.00001", DAY)]);
    expect(await listItems("/rss/CS.lg")).toEqual(["2609.00001v1 new"]);
    expect((await ask("/rss/CS.lg")).body).toContain("<title>cs.LG updates on arXiv.org</title>");
    expect((await ask("/rss/HEP-TH")).status).toBe(200);
  });

  it.each(["cs.XX", "nonsense", "cs.LG+", "a.b.c"])(
    "of the unknown %s is answered by an error feed with status 400",
    async (query) => {
      await start([]);
      for (const format of ["rss", "atom"]) {
        const { status, body } = await ask(`/${format}/${query}`);
        expect(status).toBe(400);
        expect(XMLValidator.validate(body)).toBe(true);
        expect(body).toContain("Feed error for query: ");
        expect(body).not.toMatch(/<(item|entry)>/);
      }
    },
  );
});

describe("conditional requests", () => {
  it("are answered by 304 until the next midnight", async () => {
    const simulated = await start([examplePaper("2609.00001", DAY)]);
    const { headers } = await ask("/rss/cs.LG");
    const etag = headers.get("etag") ?? "";
    const modified = headers.get("last-modified") ?? "";
    expect(headers.get("cache-control")).toBe("max-age=57600");
    simulated.clock.advance(3_600_000);
    const same = await ask("/rss/cs.LG", { "if-none-match": etag });
    expect([same.status, same.body, same.headers.get("etag")]).toEqual([304, "", etag]);
    expect((await ask("/rss/cs.LG", { "if-modified-since": modified })).status).toBe(304);
    expect((await ask("/rss/cs.LG", { "if-none-match": '"other"' })).status).toBe(200);
    simulated.clock.advance(24 * 3_600_000);
    expect((await ask("/rss/cs.LG", { "if-none-match": etag })).status).toBe(200);
    expect((await ask("/rss/cs.LG", { "if-modified-since": modified })).status).toBe(200);
  });

  it("show the simulated time in Date", async () => {
    await start([]);
    expect((await ask("/rss/cs.LG")).headers.get("date")).toBe("Thu, 24 Sep 2026 12:00:00 GMT");
  });
});
