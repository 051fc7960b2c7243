import { afterEach, describe, expect, it } from "vitest";
import { readListing } from "@/lib/arxiv/listing";
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
