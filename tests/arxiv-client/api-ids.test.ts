import { describe, expect, it } from "vitest";
import { queryIds } from "@/lib/arxiv/api";
import { examplePaper, examplePapers } from "../arxiv/paper-examples.ts";
import { DAY, prepareApi } from "./api-scene.ts";
import { failureOf } from "./failure.ts";

const start = prepareApi();

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
