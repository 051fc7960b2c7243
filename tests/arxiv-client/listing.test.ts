import { afterEach, describe, expect, it } from "vitest";
import { MAX_LISTING_BYTES, readListing } from "@/lib/arxiv/listing";
import type { FaultName } from "../arxiv/fault-names.ts";
import { examplePaper, examplePapers } from "../arxiv/paper-examples.ts";
import type { PaperSource } from "../arxiv/paper-source.ts";
import { startSimulatedArxiv } from "../arxiv/server.ts";
import { failureOf } from "./failure.ts";
import { createMemoryGate } from "./memory-gate.ts";

const DAY = "2026-08-12";

let close: (() => Promise<void>) | null = null;
afterEach(async () => {
  await close?.();
  close = null;
});

async function start(papers: PaperSource[]) {
  const arxiv = await startSimulatedArxiv({ papers, day: DAY });
  close = arxiv.close;
  const listUrl = arxiv.env.ARXIV_LIST_URL;
  const context = { gate: createMemoryGate(), userAgent: "Broadsheet/test", listUrl, attempts: 1 };
  return { arxiv, context };
}

/** Reads a page served without a network. */
const readBody = (body: string, status = 200) =>
  readListing("cs.LG", {
    gate: createMemoryGate(),
    userAgent: "Broadsheet/test",
    listUrl: "http://127.0.0.1/list",
    attempts: 1,
    fetch: async () => new Response(body, { status }),
  });

const TOP = "<h3>Showing new listings for Wednesday, 12 August 2026</h3>";
const entry = (id: string, said = { title: "A title", subjects: "Machine Learning (cs.LG)" }) =>
  `<dt><a name='item1'>[1]</a><a href ="/abs/${id}" title="Abstract" id="${id}">arXiv:${id}</a></dt>
   <dd><div class='list-title mathjax'><span class='descriptor'>Title:</span> ${said.title}</div>
   <div class='list-authors'><a href="/a">Ada Example</a> (Here), <a href="/b">Bo Sample</a></div>
   <div class='list-subjects'><span class='descriptor'>Subjects:</span>
   <span class="primary-subject">${said.subjects}</span></div><p class='mathjax'>An abstract.</p></dd>`;
const section = (heading: string, ...entries: string[]) =>
  `<dl id='articles'><h3>${heading}</h3>${entries.join("")}</dl>`;
const page = (total: number, ...inside: string[]) =>
  `<!DOCTYPE html><html><body>${TOP}<div class='paging'>Total of ${total} entries</div>${inside.join("")}</body></html>`;
const NEW = "New submissions (showing 1 of 1 entries)";

describe("readListing", () => {
  it("reads the day, its papers and how each was announced", async () => {
    const { arxiv, context } = await start([
      examplePaper("2608.00001", DAY, {
        title: "Schr\\\"odinger's cat & other <animals>",
        categories: ["cs.LG", "stat.ML"],
        comment: "12 pages",
        journalRef: "J. Ex. 1 (2026)",
      }),
      examplePaper("2608.00002", DAY, { categories: ["hep-th", "cs.LG"] }),
      examplePaper("2607.00003", "2026-07-01", { revisions: [{ announced: DAY }] }),
      examplePaper("2607.00004", "2026-07-01", {
        categories: ["quant-ph", "cs.LG"],
        revisions: [{ announced: DAY, isWithdrawn: true }],
      }),
    ]);
    const listing = await readListing("cs.LG", context);
    expect(listing).toMatchObject({
      day: DAY,
      skipped: [],
      sections: {
        new: { shown: 1, total: 1 },
        cross: { shown: 1, total: 1 },
        replace: { shown: 2, total: 2 },
      },
      expected: { new: 1, cross: 1, replace: 2 },
    });
    expect(listing.announcements).toEqual(
      [
        ["2608.00001", "new"],
        ["2608.00002", "cross"],
        ["2607.00003", "replace"],
        ["2607.00004", "replace-cross"],
      ].map(([paperId, type]) => ({
        paperId,
        type,
        category: "cs.LG",
        day: DAY,
        source: "listing",
        isEstimated: false,
      })),
    );
    expect(listing.papers[0]).toEqual({
      id: "2608.00001",
      version: 1,
      title: "Schr\\\"odinger's cat & other <animals>",
      abstract: "We study the matter of 2608.00001 and find that it matters.",
      authors: ["Ada Example", "Bo Sample"],
      categories: ["cs.LG", "stat.ML"],
      versions: [{ number: 1, submittedAt: null }],
      comment: "12 pages",
      journalRef: "J. Ex. 1 (2026)",
      doi: null,
      reportNo: null,
      license: null,
      submitter: null,
      isWithdrawn: false,
      source: "listing",
      isComplete: false,
    });
    expect(listing.papers.slice(1)).toMatchObject([
      { categories: ["hep-th", "cs.LG"], version: 1 },
      { version: 2, versions: [], isWithdrawn: false },
      { version: 2, isWithdrawn: true },
    ]);
    expect(arxiv.log.entries[0]?.parameters?.toString()).toBe("skip=0&show=2000");
  });

  it("agrees with the truth of a day of many papers, in a category and in its archive", async () => {
    const { arxiv, context } = await start([
      ...examplePapers(40, DAY, { categories: ["cs.LG", "math-ph"] }),
      ...examplePapers(7, "2026-07-01", {
        categories: ["math-ph"],
        revisions: [{ announced: DAY }],
      }),
    ]);
    for (const category of ["cs.LG", "math-ph", "cs"]) {
      const { expected, announcements } = await readListing(category, context);
      const { counts } = arxiv.truth(DAY, category);
      const replaced = counts.replace + counts["replace-cross"];
      expect(expected).toEqual({ new: counts.new, cross: counts.cross, replace: replaced });
      const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
      expect(announcements).toHaveLength(total);
    }
  });

  it("goes on to the pages behind the first of more than 2,000 entries", async () => {
    const { arxiv, context } = await start(examplePapers(2431, DAY));
    const { expected, sections, papers } = await readListing("cs.LG", context);
    expect(expected).toEqual({ new: 2431, cross: 0, replace: 0 });
    expect(sections.new).toEqual({ shown: 2431, total: 2431 });
    expect(new Set(papers.map(({ id }) => id)).size).toBe(2431);
    expect(arxiv.log.entries).toHaveLength(2);
  });

  it("reads a day without anything as honestly empty", async () => {
    const { context } = await start(examplePapers(3, DAY));
    expect(await readListing("hep-th", context)).toEqual({
      day: DAY,
      sections: {
        new: { shown: 0, total: 0 },
        cross: { shown: 0, total: 0 },
        replace: { shown: 0, total: 0 },
      },
      expected: { new: 0, cross: 0, replace: 0 },
      papers: [],
      announcements: [],
      skipped: [],
    });
  });

  it.each<[FaultName, string]>([
    ["wrong-count", "entries where its total promises"],
    ["new-markup", "no heading that names its day"],
    ["truncated-xml", "bad"],
    ["html-page", "no heading that names its day"],
  ])("takes %s for a bad answer", async (name, message) => {
    const { arxiv, context } = await start(examplePapers(12, DAY));
    arxiv.faults.add({ name });
    const error = await failureOf(readListing("cs.LG", context));
    expect(error).toMatchObject({ code: "arxiv_bad_answer", isTemporary: true });
    if (message !== "bad") expect(error.message).toContain(message);
  });

  it("is refused for what is no category", async () => {
    const { context } = await start(examplePapers(1, DAY));
    expect((await failureOf(readListing("cs.XX", context))).code).toBe("arxiv_rejected");
  });
});

describe("a page of new listings", () => {
  it("may head its sections as it did in other years", async () => {
    const older = "New submissions for Wednesday, 12 August 2026 (showing 1 of 1 entries )";
    for (const heading of [NEW, older]) {
      const { expected } = await readBody(page(1, section(heading, entry("2608.00001"))));
      expect(expected).toEqual({ new: 1, cross: 0, replace: 0 });
    }
    const all = page(
      2,
      section("Cross-lists (showing 1 of 1 entries)", entry("2608.00001")),
      section("Replacements (showing 1 of 1 entries)", entry("math.GT/0309136")),
    );
    const { announcements } = await readBody(all);
    expect(announcements).toMatchObject([
      { paperId: "2608.00001", type: "cross" },
      { paperId: "math/0309136", type: "replace" },
    ]);
  });

  it("names categories with and without a dot, and ones that are new to us", async () => {
    const subjects =
      "Computational Engineering, Finance, and Science (cs.CE)</span>; High Energy Physics - Theory (hep-th); Quantum (x) Physics (quant-ph); News (cs.QQ)";
    const body = page(1, section(NEW, entry("2608.00001", { title: "0", subjects })));
    expect((await readBody(body)).papers).toMatchObject([
      { title: "0", categories: ["cs.CE", "hep-th", "quant-ph", "cs.QQ"] },
    ]);
  });

  it("counts a paper once that it lists twice", async () => {
    const { expected, announcements } = await readBody(
      page(
        2,
        section("Cross submissions (showing 1 of 1 entries)", entry("2608.00001")),
        section("Replacement submissions (showing 1 of 1 entries)", entry("2608.00001")),
      ),
    );
    expect(expected).toEqual({ new: 0, cross: 1, replace: 0 });
    expect(announcements).toMatchObject([{ type: "cross" }]);
  });

  it.each([
    ["whose identifier is none", entry("nonsense"), "nonsense", /no identifier/],
    [
      "without a title",
      entry("2608.00001", { title: "", subjects: "(cs.LG)" }),
      "2608.00001",
      /title/,
    ],
    [
      "without a category",
      entry("2608.00001", { title: "A", subjects: "?" }),
      "2608.00001",
      /no category/,
    ],
  ])("skips by name an entry %s, and expects it still", async (_, bad, id, reason) => {
    const heading = "New submissions (showing 2 of 2 entries)";
    const listing = await readBody(page(2, section(heading, bad, entry("2608.00002"))));
    expect(listing.papers).toMatchObject([{ id: "2608.00002" }]);
    expect(listing.skipped).toEqual([{ id, reason: expect.stringMatching(reason) }]);
    expect(listing.expected.new).toBe(2);
  });

  it.each([
    [
      "shows less than a heading says",
      page(2, section("New submissions (showing 2 of 2 entries)", entry("2608.00001"))),
      /1 entries \(new\) where it says 2/,
    ],
    [
      "lacks a section",
      page(3, section(NEW, entry("2608.00001"))),
      /1 entries where its total promises 3/,
    ],
    [
      "shows less than a section's total",
      page(1, section("New submissions (showing 1 of 5 entries)", entry("2608.00001"))),
      /1 entries \(new\) where it says 5/,
    ],
    [
      "has a section we do not know",
      page(1, section("Retractions (showing 1 of 1 entries)", entry("2608.00001"))),
      /unknown section "Retractions/,
    ],
    ["has entries above its sections", page(1, entry("2608.00001")), /above its first section/],
    [
      "has no total",
      page(1, section(NEW, entry("2608.00001"))).replace("Total of 1 entries", ""),
      /neither a total/,
    ],
    ["says nothing at all", page(1).replace("Total of 1 entries", ""), /neither a total/],
    [
      "names no day",
      page(1, section(NEW, entry("2608.00001"))).replace("12 August", "31 June"),
      /names its day/,
    ],
    ["is cut off", page(1, section(NEW, entry("2608.00001"))).replace("</html>", ""), /cut off/],
    ["is no page", "Rate exceeded.", /names its day/],
    ["is nothing", "", /names its day/],
  ])("that %s is a bad answer", async (_, body, message) => {
    const error = await failureOf(readBody(body));
    expect(error.code).toBe("arxiv_bad_answer");
    expect(error.message).toMatch(message);
  });

  it("beyond the bound is refused while it is read", async () => {
    const error = await failureOf(readBody(page(0, " ".repeat(MAX_LISTING_BYTES))));
    expect(error.message).toContain("too large");
  });
});
