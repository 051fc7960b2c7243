import { describe, expect, it } from "vitest";
import { queryPapers } from "@/lib/arxiv/api";
import type { FaultName } from "../arxiv/fault-names.ts";
import { examplePaper, examplePapers } from "../arxiv/paper-examples.ts";
import { DAY, FIRST, prepareApi } from "./api-scene.ts";
import { failureOf } from "./failure.ts";

const start = prepareApi();

describe("queryPapers", () => {
  it("reads all that a paper's entry says", async () => {
    const revised = examplePaper("2608.00007", DAY, {
      title: "Schr\\\"odinger's   cat & other <animals>",
      categories: ["math.NA", "cs.NA", "stat.ML"],
      published: "2026-08-10T20:00:00Z",
      authors: [{ name: "Ada Example", affiliations: ["Here, There", "Elsewhere"] }, "Bo Sample"],
      comment: "12 pages",
      doi: "10.1000/xyz",
      journalRef: "J. Ex. 1 (2026)",
      announced: "2026-08-11",
      revisions: [{ announced: DAY, published: "2026-08-11T01:02:03Z" }],
    });
    const { context } = await start([revised]);
    const query = { ...FIRST, categories: ["math.NA"], from: new Date("2026-08-01T00:00:00Z") };
    expect(await queryPapers(query, context)).toEqual({
      total: 1,
      skipped: [],
      missing: 0,
      papers: [
        {
          id: "2608.00007",
          version: 2,
          title: "Schr\\\"odinger's cat & other <animals>",
          abstract: expect.stringContaining("the matter of 2608.00007"),
          authors: ["Ada Example", "Bo Sample"],
          categories: ["math.NA", "cs.NA", "stat.ML"],
          versions: [
            { number: 1, submittedAt: new Date("2026-08-10T20:00:00Z") },
            { number: 2, submittedAt: new Date("2026-08-11T01:02:03Z") },
          ],
          comment: "12 pages",
          journalRef: "J. Ex. 1 (2026)",
          doi: "10.1000/xyz",
          reportNo: null,
          license: null,
          submitter: null,
          isWithdrawn: false,
          source: "api",
          isComplete: true,
        },
      ],
    });
  });

  it("pages through a window without losing a paper", async () => {
    const { context } = await start(examplePapers(250, DAY));
    const pages = [];
    for (const start of [0, 100, 200]) {
      pages.push(await queryPapers({ ...FIRST, start }, context));
    }
    expect(pages.map(({ total, papers }) => [total, papers.length])).toEqual([
      [250, 100],
      [250, 100],
      [250, 50],
    ]);
    expect(new Set(pages.flatMap(({ papers }) => papers.map(({ id }) => id))).size).toBe(250);
    expect(pages.map(({ missing }) => missing)).toEqual([0, 0, 0]);
  });

  it("asks for the window in whole minutes, and for both members of an alias pair", async () => {
    const { arxiv, context } = await start([
      examplePaper("2608.00001", DAY, { categories: ["cs.NA"] }),
      examplePaper("2608.00002", DAY, { categories: ["math.NA"] }),
      examplePaper("2608.00003", DAY, { categories: ["cs.CV"] }),
    ]);
    const to = new Date("2026-08-11T17:59:30Z");
    const page = await queryPapers({ ...FIRST, to, categories: ["cs.NA", "cs.LG"] }, context);
    expect(page.papers.map(({ id }) => id).sort()).toEqual(["2608.00001", "2608.00002"]);
    const asked = Object.fromEntries(arxiv.log.entries[0]?.parameters ?? []);
    expect(asked).toMatchObject({
      search_query:
        "(cat:math.NA OR cat:cs.NA OR cat:cs.LG) AND submittedDate:[202608101800 TO 202608111800]",
      sortBy: "submittedDate",
      sortOrder: "ascending",
      max_results: "100",
    });
  });

  it.each(["error-entry-200", "error-entry-400"] as FaultName[])(
    "reports %s as a refusal, once",
    async (name) => {
      const { arxiv, gate, context } = await start(examplePapers(3, DAY));
      arxiv.faults.add({ name, times: "always" });
      const error = await failureOf(queryPapers(FIRST, context));
      expect(error.code).toBe("arxiv_rejected");
      expect(error.message).toContain("the search backend failed");
      expect(gate.verdicts).toEqual([{ kind: "ok" }]);
    },
  );

  it.each(["empty-first-page", "phantom-total"] as FaultName[])(
    "does not take %s for a quiet day",
    async (name) => {
      const { arxiv, context } = await start(examplePapers(3, DAY));
      arxiv.faults.add({ name });
      expect((await queryPapers(FIRST, context)).papers).toHaveLength(3);
      expect(arxiv.log.entries).toHaveLength(2);
    },
  );

  it("says that a page stays empty, and leaves it to the caller what that means", async () => {
    const { arxiv, gate, context } = await start([]);
    const error = await failureOf(queryPapers(FIRST, { ...context, attempts: 3 }));
    expect(error.code).toBe("arxiv_empty");
    expect(arxiv.log.entries).toHaveLength(3);
    expect(gate.waits).toEqual([0, 0, 0]);
  });

  it("takes an empty page behind the last one for the end", async () => {
    const { arxiv, context } = await start(examplePapers(3, DAY));
    const page = await queryPapers({ ...FIRST, start: 100 }, context);
    expect(page).toEqual({ total: 3, papers: [], skipped: [], missing: 0 });
    expect(arxiv.log.entries).toHaveLength(1);
  });

  it("skips an entry that cannot be read, names it, and keeps the others", async () => {
    const { arxiv, context } = await start(examplePapers(5, DAY));
    arxiv.faults.add({ name: "malformed-entry" });
    const page = await queryPapers(FIRST, context);
    expect(page.papers).toHaveLength(4);
    expect(page.skipped).toEqual([
      { id: "an entry without id", reason: expect.stringMatching(/^id: /) },
    ]);
  });

  it("keeps the title 0 a text", async () => {
    const { arxiv, context } = await start(examplePapers(2, DAY));
    arxiv.faults.add({ name: "title-zero" });
    const { papers } = await queryPapers(FIRST, context);
    expect(papers.map(({ title }) => title)).toContain("0");
  });

  it.each([
    "control-characters",
    "folded-lines",
    "bad-macros",
    "wrong-content-type",
  ] as FaultName[])("reads every paper in spite of %s", async (name) => {
    const { arxiv, context } = await start(examplePapers(5, DAY));
    arxiv.faults.add({ name });
    const { papers, skipped } = await queryPapers(FIRST, context);
    expect(skipped).toEqual([]);
    expect(papers).toHaveLength(5);
    const untidy = papers.filter(({ title }) => /\p{Cc}|\s{2}|&#|^\s|\s$/u.test(title));
    expect(untidy).toEqual([]);
  });

  it.each([[{ count: 0 }], [{ count: 2001 }], [{ start: -1 }], [{ start: 9950 }]])(
    "does not ask for what the API refuses: %j",
    async (wrong) => {
      const { arxiv, context } = await start([]);
      const error = await failureOf(queryPapers({ ...FIRST, ...wrong }, context));
      expect(error.code).toBe("bad_input");
      expect(arxiv.log.entries).toEqual([]);
    },
  );
});
