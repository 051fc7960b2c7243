import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { examplePaper } from "./paper-examples.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "./server.ts";

const DAY = "2026-09-24";

const papers = [
  examplePaper("2609.00001", "2026-09-22", {
    title: "Zeroth-Order Descent",
    categories: ["cs.LG", "stat.ML"],
    published: "2026-09-21T10:00:00Z",
    authors: ["Adrian Del Maestro", "Zoë Müller"],
    doi: "10.1/example",
  }),
  examplePaper("2609.00002", "2026-09-23", {
    title: "Descent of speech",
    abstract: "Speech from text.",
    categories: ["cs.CL"],
    published: "2026-09-22T10:00:00Z",
    comment: "Four pages",
    revisions: [
      { announced: DAY, published: "2026-09-23T12:00:00Z", title: "Ascent of speech" },
      { announced: "2026-09-28", isWithdrawn: true },
    ],
  }),
  examplePaper("hep-th/9901001", "1999-01-05", { categories: ["hep-th"] }),
  examplePaper("2609.00009", "2026-09-25", { categories: ["cs.LG"] }),
];

let arxiv: SimulatedArxiv;

beforeAll(async () => {
  arxiv = await startSimulatedArxiv({ papers, day: DAY });
});
beforeEach(() => arxiv.clock.set(new Date("2026-09-24T12:00:00Z")));
afterAll(() => arxiv.close());

describe("search_query", () => {
  it.each([
    ["cat:cs.LG", ["2609.00001"]],
    ["cat:cs.*", ["2609.00001", "2609.00002"]],
    ["cat:cs", []],
    ["ti:descent", ["2609.00001"]],
    ['ti:"zeroth order"', ["2609.00001"]],
    ["ti:zero*", ["2609.00001"]],
    ["ti:zero", []],
    ["au:del_maestro", ["2609.00001"]],
    ["au:muller", ["2609.00001"]],
    ["abs:text", ["2609.00002"]],
    ["co:pages", ["2609.00002"]],
    ["doi:10.1/example", ["2609.00001"]],
    ["id:hep-th/9901001", ["hep-th/9901001"]],
    ["speech", ["2609.00002"]],
    ["ti:zeroth ti:ascent", ["2609.00001", "2609.00002"]],
    ["cat:cs.* AND ti:ascent", ["2609.00002"]],
    ["cat:cs.* ANDNOT ti:ascent", ["2609.00001"]],
    ["ti:ascent OR ti:zeroth AND cat:cs.CL", ["2609.00002"]],
    ["ti:ascent OR (ti:zeroth AND cat:cs.CL)", ["2609.00002"]],
    ["(ti:ascent OR ti:zeroth) ANDNOT (cat:cs.CL)", ["2609.00001"]],
    ["submittedDate:[202609210000 TO 202609211000]", ["2609.00001"]],
    ["submittedDate:[202609211000 TO 202609211001]", ["2609.00001"]],
    ["submittedDate:[202609211001 TO 202609240000]", ["2609.00002"]],
    ["lastUpdatedDate:[202609230000 TO 202609240000]", []],
    ["ti:ascent and ti:zeroth", ["2609.00001", "2609.00002", "hep-th/9901001"]],
  ])("%s finds %j", async (query, ids) => {
    expect(listIds(await ask({ search_query: query, max_results: "50" })).sort()).toEqual(ids);
  });

  it.each([
    "ti:(",
    "xx:word",
    "ti:a AND OR ti:b",
    'ti:"open',
    "submittedDate:[1 TO 2]",
    "AND",
    ")",
  ])("%s is refused with an error entry and status 400", async (query) => {
    const { status, body } = await ask({ search_query: query });
    expect(status).toBe(400);
    expect(body).toContain("<title>Error</title>");
  });

  it("takes a posted form like an address", async () => {
    const body = new URLSearchParams({ search_query: "ti:ascent" });
    const answer = await fetch(arxiv.env.ARXIV_API_URL, { method: "POST", body });
    expect(await answer.text()).toContain("abs/2609.00002v2");
    expect(arxiv.log.entries.at(-1)?.parameters.get("search_query")).toBe("ti:ascent");
  });
});

describe("id_list", () => {
  it("gives the current version, and an older one where it is asked for", async () => {
    const newest = await ask({ id_list: "2609.00002" });
    expect(newest.body).toContain("abs/2609.00002v2</id>");
    expect(newest.body).toContain("<updated>2026-09-23T12:00:00Z</updated>");
    expect(newest.body).toContain("<published>2026-09-22T10:00:00Z</published>");
    const first = await ask({ id_list: "2609.00002v1" });
    expect(first.body).toContain("<title>Descent of speech</title>");
  });

  it("does not say that a paper is withdrawn but in its comment", async () => {
    arxiv.clock.set(new Date("2026-09-28T12:00:00Z"));
    const { body } = await ask({ id_list: "2609.00002" });
    expect(body).toContain("v3</id>");
    expect(body).toContain("<arxiv:comment>This paper has been withdrawn</arxiv:comment>");
  });

  it("leaves out what is unknown, not yet announced, or a version that is not there", async () => {
    const { status, body } = await ask({ id_list: "2609.77777,2609.00009,2609.00002v3" });
    expect(status).toBe(200);
    expect(body).toContain("<opensearch:totalResults>0</opensearch:totalResults>");
    expect(body).not.toContain("<entry>");
  });

  it("shows a paper from 20:00 in New York on the evening before its listing", async () => {
    arxiv.clock.set(new Date("2026-09-24T23:59:59Z"));
    expect(listIds(await ask({ id_list: "2609.00009" }))).toEqual([]);
    arxiv.clock.advance(1000);
    expect(listIds(await ask({ id_list: "2609.00009" }))).toEqual(["2609.00009"]);
  });

  it("takes old identifiers, also with a subject class, and gives each paper once", async () => {
    const { body } = await ask({ id_list: "hep-th/9901001,hep-th.GT/9901001v1,2609.00001" });
    expect(listIds({ body })).toEqual(["2609.00001", "hep-th/9901001"]);
  });

  it.each(["abc", "2609.1", "2609.00001x", "hep-th/990100", "", "2609.00001,"])(
    "fails as a whole where one identifier is %j",
    async (id) => {
      const { status, body } = await ask({ id_list: `2609.00001,${id}` });
      expect(status).toBe(400);
      expect(body).toContain(`api/errors#incorrect_id_format_for_${id.split(",").at(-1)}</id>`);
      expect(body).toContain("<opensearch:totalResults>1</opensearch:totalResults>");
      expect(body).not.toContain("<published>");
    },
  );
});

describe("paging", () => {
  it("counts pages as asked and cuts at 10 where nothing is asked", async () => {
    const { body } = await ask({ search_query: "cat:cs.* OR cat:hep-th", start: "1" });
    expect(body).toContain("<opensearch:itemsPerPage>10</opensearch:itemsPerPage>");
    expect(body).toContain("<opensearch:totalResults>3</opensearch:totalResults>");
    expect(body).toContain("<opensearch:startIndex>1</opensearch:startIndex>");
    expect(listIds({ body })).toHaveLength(2);
  });

  it.each([
    ["submittedDate", "descending", ["2609.00002", "2609.00001", "hep-th/9901001"]],
    ["submittedDate", "ascending", ["hep-th/9901001", "2609.00001", "2609.00002"]],
    ["lastUpdatedDate", "descending", ["2609.00002", "2609.00001", "hep-th/9901001"]],
  ])("sorts by %s %s", async (sortBy, sortOrder, ids) => {
    const search_query = "cat:cs.* OR cat:hep-th";
    expect(listIds(await ask({ search_query, sortBy, sortOrder }))).toEqual(ids);
  });

  it.each([
    { max_results: "2001" },
    { start: "9991" },
    { start: "30000" },
    { start: "-1" },
    { start: "one" },
    { max_results: "-1" },
    { max_results: "ten" },
    { sortBy: "title" },
    { sortOrder: "up" },
    { search_query: "" },
  ])("refuses %j with status 400 and an error entry", async (parameters) => {
    const { status, body } = await ask({ search_query: "cat:cs.LG", ...parameters });
    expect(status).toBe(400);
    expect(body).toContain("<name>arXiv api core</name>");
  });

  it("answers for the last page within reach", async () => {
    const query = { search_query: "cat:cs.LG", start: "8000", max_results: "2000" };
    expect((await ask(query)).status).toBe(200);
  });
});

async function ask(parameters: Record<string, string>) {
  const query = new URLSearchParams(parameters);
  const answer = await fetch(`${arxiv.env.ARXIV_API_URL}?${query}`);
  return { status: answer.status, body: await answer.text() };
}

function listIds({ body }: { body: string }): string[] {
  const entries = body.matchAll(/<id>http:\/\/arxiv.org\/abs\/(.*?)v\d+<\/id>/g);
  return [...entries].map((match) => match[1] ?? "");
}
