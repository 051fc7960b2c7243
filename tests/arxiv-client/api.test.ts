import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { queryIds, queryPapers } from "@/lib/arxiv/api";
import { AppError } from "@/lib/errors";
import type { FaultName } from "../arxiv/fault-names.ts";
import { examplePaper, examplePapers } from "../arxiv/paper-examples.ts";
import type { PaperSource } from "../arxiv/paper-source.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "../arxiv/server.ts";
import { failureOf } from "./failure.ts";
import { createMemoryGate } from "./memory-gate.ts";

const DAY = "2026-08-12";
/** What was submitted for that Wednesday's listing. */
const WINDOW = { from: new Date("2026-08-10T18:00:00Z"), to: new Date("2026-08-11T18:00:00Z") };
const FIRST = { ...WINDOW, categories: ["cs.LG"], start: 0, count: 100 };

let arxiv: SimulatedArxiv | null = null;
afterEach(async () => {
  await arxiv?.close();
  arxiv = null;
});

async function start(papers: PaperSource[]) {
  arxiv = await startSimulatedArxiv({ papers, day: DAY });
  const apiUrl = arxiv.env.ARXIV_API_URL;
  const gate = createMemoryGate();
  return { arxiv, gate, context: { gate, userAgent: "Broadsheet/test", apiUrl } };
}

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

describe("queryIds", () => {
  it("asks for a hundred at a time and reports what arXiv does not have", async () => {
    const papers = examplePapers(250, DAY);
    const { arxiv, context } = await start([
      ...papers,
      examplePaper("hep-th/9901001", "1999-01-05", { categories: ["hep-th"] }),
    ]);
    const ids = ["hep-th/9901001", ...papers.map(({ id }) => id), "2608.99999", "2608.00001"];
    const found = await queryIds(ids, context);
    expect(found.papers).toHaveLength(251);
    expect(found.papers.map(({ id }) => id)).toContain("hep-th/9901001");
    expect(found.unknown).toEqual(["2608.99999"]);
    expect(found.skipped).toEqual([]);
    expect(arxiv.log.entries).toHaveLength(3);
  });

  it("does not even ask for what is no identifier", async () => {
    const { arxiv, context } = await start([]);
    const found = await queryIds(["sample-01", "2413.00001"], context);
    expect(found.skipped.map(({ id }) => id)).toEqual(["sample-01", "2413.00001"]);
    expect(arxiv.log.entries).toEqual([]);
  });

  it("finds the identifiers that are refused and reads all the others", async () => {
    const papers = examplePapers(98, DAY);
    const { arxiv, context } = await start(papers);
    const ids = papers.map(({ id }) => id);
    // Well formed to us, but not to the server, as a future scheme of theirs might be.
    ids.splice(30, 0, "cond-mat.mes-hall/0309136");
    ids.splice(80, 0, "COND-MAT/0309137");
    const found = await queryIds(ids, context);
    expect(found.papers).toHaveLength(98);
    expect(found.skipped).toEqual([
      { id: "cond-mat.mes-hall/0309136", reason: expect.stringContaining("incorrect id format") },
      { id: "COND-MAT/0309137", reason: expect.stringContaining("incorrect id format") },
    ]);
    expect(found.unknown).toEqual([]);
    expect(arxiv.log.entries.length).toBeLessThan(30);
  });

  it("gives up when everything is refused", async () => {
    const papers = examplePapers(100, DAY);
    const { arxiv, context } = await start(papers);
    arxiv.faults.add({ name: "error-entry-400", times: "always" });
    const ids = papers.map(({ id }) => id);
    expect((await failureOf(queryIds(ids, context))).code).toBe("arxiv_rejected");
    expect(arxiv.log.entries.length).toBeLessThanOrEqual(50);
  });

  it("believes an empty answer only when it comes twice", async () => {
    const { arxiv, context } = await start(examplePapers(1, DAY));
    arxiv.faults.add({ name: "empty-first-page" });
    expect((await queryIds(["2608.00001"], context)).papers).toHaveLength(1);
    expect(await queryIds(["2608.00002"], context)).toEqual({
      papers: [],
      skipped: [],
      unknown: ["2608.00002"],
    });
    expect(arxiv.log.entries).toHaveLength(4);
  });
});

describe("any bytes instead of an answer", () => {
  let bytes: Uint8Array = new Uint8Array();
  const context = {
    gate: createMemoryGate(),
    userAgent: "Broadsheet/test",
    apiUrl: "http://127.0.0.1/api/query",
    attempts: 1,
    maxWaitMs: Number.POSITIVE_INFINITY,
    fetch: async () => new Response(bytes.slice()),
  };
  const answerOf = async (body: Uint8Array) => {
    bytes = body;
    return queryPapers(FIRST, context).then(
      () => null,
      (error: unknown) => error,
    );
  };
  const isExpected = (outcome: unknown) => outcome === null || outcome instanceof AppError;

  beforeEach(() => {
    context.gate = createMemoryGate();
  });

  it("end in papers or in an expected failure", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (body) => {
        expect(await answerOf(body)).toSatisfy(isExpected);
      }),
      { numRuns: 150 },
    );
  });

  it("end so even where the elements are right and what they hold is not", async () => {
    const name = fc.constantFrom(
      ..."feed entry id title summary author name category published primary_category".split(" "),
    );
    const tree = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.string().map((text) => text.replace(/[<&]/g, "")),
        fc
          .tuple(name, fc.array(tie("node"), { maxLength: 4 }))
          .map(([tag, parts]) => `<${tag} term="x">${parts.join("")}</${tag}>`),
      ),
    }));
    const total = "<totalResults>1</totalResults>";
    await fc.assert(
      fc.asyncProperty(tree.node, async (entry) => {
        const body = `<feed>${total}<entry>${entry}</entry></feed>`;
        expect(await answerOf(new TextEncoder().encode(body))).toSatisfy(isExpected);
      }),
      { numRuns: 200 },
    );
  });
});
