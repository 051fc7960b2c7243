import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, type Database } from "@/lib/db/client";
import { type EditionQuery, listEdition } from "@/lib/read/edition";
import { openReadDatabase, tell } from "./open-database";

const DAY = "2026-05-12";
const ALL: EditionQuery & { day: typeof DAY } = {
  day: DAY,
  sections: [],
  topics: [],
  categories: [],
  after: null,
  limit: 50,
};

let db: Database;
beforeAll(async () => {
  db = await openReadDatabase();
  await tell(db, [
    {
      id: "2605.00002",
      categories: ["cs.LG", "cs.CL"],
      listings: [{ category: "cs.CL", type: "cross" }, { category: "cs.LG" }],
      topics: { moe: ["MoE"], peft: ["LoRA"] },
    },
    { id: "2605.00001", categories: ["cs.CV"], listings: [{ category: "cs.CV" }] },
    {
      id: "2604.00009",
      categories: ["math.NA", "cs.LG"],
      listings: [{ type: "cross" }],
      topics: { moe: ["mixture of experts"] },
    },
    { id: "2404.00003", listings: [{ type: "replace" }], topics: { tts: ["text-to-speech"] } },
    { id: "2404.00002", listings: [{ type: "replace-cross" }] },
    {
      id: "hep-th/9901001",
      categories: ["cs.NA", "hep-th"],
      listings: [{ category: "hep-th", type: "replace", isEstimated: true, source: "api" }],
    },
    { id: "2605.00009", listings: [{ day: "2026-05-13" }] },
  ]);
});
afterAll(async () => {
  await closeDatabase();
  await db.close();
});

const idsOf = async (query: Partial<EditionQuery>) =>
  (await listEdition({ ...ALL, ...query })).page.items.map(({ id }) => id);

test("an edition prints new submissions, then cross-lists, then replacements, each by identifier", async () => {
  const { page, total, facets } = await listEdition(ALL);
  expect(page.items.map(({ id, type }) => [id, type])).toEqual([
    ["2605.00001", "new"],
    ["2605.00002", "new"],
    ["2604.00009", "cross"],
    ["2404.00003", "replace"],
    ["hep-th/9901001", "replace"],
    ["2404.00002", "replace-cross"],
  ]);
  expect(total).toBe(6);
  expect(facets.sections).toEqual({ new: 2, cross: 1, replace: 3 });
});

test("a paper that several categories listed appears once, in the strongest of its types", async () => {
  const { page } = await listEdition(ALL);
  expect(page.items.filter(({ id }) => id === "2605.00002")).toHaveLength(1);
});

test("pages follow each other without gap or repetition, whatever their size", async () => {
  const whole = await idsOf({});
  for (const limit of [1, 2, 4, 6]) {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const edition = await listEdition({ ...ALL, limit, after });
      expect(edition.offset).toBe(seen.length);
      seen.push(...edition.page.items.map(({ id }) => id));
      after = edition.page.next;
    } while (after !== null);
    expect(seen).toEqual(whole);
  }
});

test("a cursor whose paper is gone goes on where the paper stood", async () => {
  expect(await idsOf({ after: "new:2605.00001x" })).toEqual((await idsOf({})).slice(1));
  expect(await idsOf({ after: "replace-cross:9999.99999" })).toEqual([]);
});

test("several topics are a union, and so are several categories; the two narrow each other", async () => {
  expect(await idsOf({ topics: ["moe", "tts"] })).toEqual([
    "2605.00002",
    "2604.00009",
    "2404.00003",
  ]);
  expect(await idsOf({ categories: ["cs.CV", "cs.CL"] })).toEqual(["2605.00001", "2605.00002"]);
  expect(await idsOf({ topics: ["moe"], categories: ["cs.CL"] })).toEqual(["2605.00002"]);
});

test("either name of a category finds the papers of both", async () => {
  const both = ["2604.00009", "hep-th/9901001"];
  expect(await idsOf({ categories: ["math.NA"] })).toEqual(both);
  expect(await idsOf({ categories: ["cs.NA"] })).toEqual(both);
});

test("every count is what choosing it shows", async () => {
  const filters = [
    {},
    { topics: ["moe"] },
    { categories: ["cs.LG"] },
    { sections: ["new" as const] },
  ];
  for (const filter of filters) {
    const { facets } = await listEdition({ ...ALL, ...filter });
    for (const [slug, count] of facets.topics) {
      expect([slug, await idsOf({ ...filter, topics: [slug] })]).toEqual([
        slug,
        expect.toSatisfy((ids: string[]) => ids.length === count),
      ]);
    }
    for (const [code, count] of facets.categories) {
      expect(await idsOf({ ...filter, categories: [code] })).toHaveLength(count);
    }
    for (const section of ["new", "cross", "replace"] as const) {
      const shown = await idsOf({ ...filter, sections: [section] });
      expect(shown).toHaveLength(facets.sections[section]);
    }
  }
});

test("only papers without any known day count as estimated", async () => {
  const { estimated, page } = await listEdition(ALL);
  expect(estimated).toBe(1);
  expect(page.items.filter(({ isEstimated }) => isEstimated).map(({ id }) => id)).toEqual([
    "hep-th/9901001",
  ]);
});

test("a card carries what a list shows, and of many authors only the first", async () => {
  const authors = Array.from({ length: 3303 }, (_, index) => `Author ${index}`);
  await tell(db, [
    { id: "2605.10000", authors, comment: "9 pages", listings: [{ day: "2026-05-14" }] },
  ]);
  const { page } = await listEdition({ ...ALL, day: "2026-05-14" });
  expect(page.items).toEqual([
    {
      id: "2605.10000",
      day: "2026-05-14",
      type: "new",
      isEstimated: false,
      version: 1,
      title: "On 2605.10000",
      abstract: "We study 2605.10000.",
      authors: authors.slice(0, 8),
      authorCount: 3303,
      categories: [{ code: "cs.LG", name: "Machine Learning" }],
      comment: "9 pages",
      topics: [],
      isSample: false,
      isWithdrawn: false,
    },
  ]);
});
