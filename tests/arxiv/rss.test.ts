import { XMLParser, XMLValidator } from "fast-xml-parser";
import { afterEach, describe, expect, it } from "vitest";
import type { Day } from "@/lib/paper";
import { examplePaper, examplePapers } from "./paper-examples.ts";
import type { PaperSource } from "./paper-source.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "./server.ts";

const DAY = "2026-09-24";
const OLD = "2020-03-03";

let arxiv: SimulatedArxiv | null = null;

afterEach(async () => {
  await arxiv?.close();
  arxiv = null;
});

describe("a day's batch", () => {
  const inCsLg: [string, PaperSource, string][] = [
    ["new in its primary category", examplePaper("2609.00001", DAY), "2609.00001v1 new"],
    [
      "cross where it is only cross-listed",
      examplePaper("2609.00002", DAY, { categories: ["cs.CL", "cs.LG"] }),
      "2609.00002v1 cross",
    ],
    [
      "cross where the cross-list came later, under its old identifier",
      examplePaper("2003.00003", OLD, {
        categories: ["stat.ME"],
        crossLists: [{ category: "cs.LG", announced: DAY }],
      }),
      "2003.00003v1 cross",
    ],
    [
      "replace in its primary category",
      examplePaper("2003.00004", OLD, { revisions: [{ announced: DAY }] }),
      "2003.00004v2 replace",
    ],
    [
      "replace-cross elsewhere",
      examplePaper("2003.00005", OLD, {
        categories: ["cs.CL", "cs.LG"],
        revisions: [{ announced: DAY }],
      }),
      "2003.00005v2 replace-cross",
    ],
    [
      "cross rather than replace where it is both",
      examplePaper("2003.00006", OLD, {
        categories: ["cs.CL"],
        crossLists: [{ category: "cs.LG", announced: DAY }],
        revisions: [{ announced: DAY }],
      }),
      "2003.00006v2 cross",
    ],
    [
      "replace where the revision made the category the primary one",
      examplePaper("2003.00007", OLD, {
        categories: ["cs.CL", "cs.LG"],
        revisions: [{ announced: DAY, categories: ["cs.LG", "cs.CL"] }],
      }),
      "2003.00007v2 replace",
    ],
    [
      "a replacement where the corpus names a day years after the identifier",
      examplePaper("1709.06298", DAY, { categories: ["cs.LG"] }),
      "1709.06298v2 replace",
    ],
    ["a withdrawal as a replacement", withdrawn("2003.00010"), "2003.00010v2 replace"],
  ];

  it.each(inCsLg)("shows a paper as %s", async (_name, paper, shown) => {
    await start([paper]);
    expect(await listItems("/rss/cs.LG")).toEqual([shown]);
  });

  it.each([
    ["cs.NA", "math.NA"],
    ["math.NA", "cs.NA"],
  ])("shows a paper in %s under its other name %s", async (category, alias) => {
    await start([examplePaper("2609.00001", DAY, { categories: [category] })]);
    expect(await listItems(`/rss/${alias}`)).toEqual(["2609.00001v1 new"]);
  });

  it("leaves out replacements from version 6 on, and truth names them", async () => {
    const revisions = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        announced: (index === count - 1 ? DAY : "2021-05-04") as Day,
      }));
    const fifth = examplePaper("2003.00005", OLD, { revisions: revisions(4) });
    const sixth = examplePaper("2003.00006", OLD, { revisions: revisions(5) });
    const simulated = await start([fifth, sixth]);
    expect(await listItems("/rss/cs.LG")).toEqual(["2003.00005v5 replace"]);
    const truth = simulated.truth(DAY, "cs.LG");
    expect(truth.announcements).toEqual([{ paperId: "2003.00005", type: "replace" }]);
    expect(truth.leftOut).toEqual(["2003.00006"]);
  });

  it("lists a paper once for a list of categories, new where any is its primary one", async () => {
    await start([examplePaper("2609.00002", DAY, { categories: ["cs.CL", "cs.LG"] })]);
    expect(await listItems("/rss/cs.LG+cs.CL")).toEqual(["2609.00002v1 new"]);
    expect(await listItems("/rss/cs")).toEqual(["2609.00002v1 new"]);
  });

  it("cuts at 2000 by dropping new ones, while truth keeps them", async () => {
    const fresh = examplePapers(1990, DAY);
    const replaced = Array.from({ length: 30 }, (_, index) =>
      examplePaper(`2003.${String(index).padStart(5, "0")}`, OLD, {
        revisions: [{ announced: DAY }],
      }),
    );
    const simulated = await start([...fresh, ...replaced]);
    const items = await listItems("/rss/cs.LG");
    expect(items).toHaveLength(2000);
    expect(items.filter((item) => item.endsWith(" replace"))).toHaveLength(30);
    const { counts, announcements } = simulated.truth(DAY, "cs.LG");
    expect(counts).toEqual({ new: 1990, cross: 0, replace: 30, "replace-cross": 0 });
    expect(announcements).toHaveLength(2020);
  });

  it("has the same entries in Atom as in RSS", async () => {
    await start(inCsLg.map(([, paper]) => paper));
    const items = await listItems("/rss/cs.LG");
    const { body } = await ask("/atom/cs.LG");
    expect(XMLValidator.validate(body)).toBe(true);
    const entries = parse(body).feed.entry.map(
      (entry: Record<string, string>) =>
        `${entry["id"]?.replace("oai:arXiv.org:", "")} ${entry["arxiv:announce_type"]}`,
    );
    expect(entries).toEqual(items);
    expect(body).toContain("<published>2026-09-24T00:00:00-04:00</published>");
  });
});

describe("the feed's day", () => {
  const weekend = ["2026-09-26", "2026-09-27"] as const;

  it.each(weekend)("is empty on %s, and its pubDate is fresh all the same", async (day) => {
    const simulated = await start([examplePaper("2609.00001", day)]);
    simulated.clock.set(new Date(`${day}T12:00:00Z`));
    const { status, body } = await ask("/rss/cs.LG");
    expect(status).toBe(200);
    expect(parse(body).rss.channel.pubDate).toContain(`${day.slice(8)} Sep 2026 00:00:00 -0400`);
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
    expect(parse(body).rss.channel.pubDate).toContain(`00:00:00 ${offset}`);
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

async function start(papers: PaperSource[], holidays: Day[] = []): Promise<SimulatedArxiv> {
  arxiv = await startSimulatedArxiv({ papers, day: DAY, holidays });
  return arxiv;
}

async function ask(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${arxiv?.url}${path}`, { headers });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

/** `IDvN type` of each item, in the feed's order. */
async function listItems(path: string): Promise<string[]> {
  const { body } = await ask(path);
  expect(XMLValidator.validate(body)).toBe(true);
  const items: { guid: { "#text": string }; "arxiv:announce_type": string }[] =
    parse(body).rss.channel.item ?? [];
  return items.map((item) =>
    `${item.guid["#text"]} ${item["arxiv:announce_type"]}`.replace("oai:arXiv.org:", ""),
  );
}

function parse(body: string) {
  const isArray = (name: string) => name === "item" || name === "entry";
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, isArray });
  return parser.parse(body);
}

function withdrawn(id: string): PaperSource {
  return examplePaper(id, OLD, { revisions: [{ announced: DAY, isWithdrawn: true }] });
}
