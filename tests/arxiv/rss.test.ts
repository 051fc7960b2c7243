import { XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import type { Day } from "@/lib/paper";
import { DAY, openFeedScene, parseFeed } from "./feed-scene.ts";
import { examplePaper, examplePapers } from "./paper-examples.ts";
import type { PaperSource } from "./paper-source.ts";

const OLD = "2020-03-03";
const { start, ask, listItems } = openFeedScene();

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
    const entries = parseFeed(body).feed.entry.map(
      (entry: Record<string, string>) =>
        `${entry["id"]?.replace("oai:arXiv.org:", "")} ${entry["arxiv:announce_type"]}`,
    );
    expect(entries).toEqual(items);
    expect(body).toContain("<published>2026-09-24T00:00:00-04:00</published>");
  });
});

function withdrawn(id: string): PaperSource {
  return examplePaper(id, OLD, { revisions: [{ announced: DAY, isWithdrawn: true }] });
}
