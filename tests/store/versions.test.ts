import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/lib/db/client";
import type { Paper } from "@/lib/paper";
import { storePapers } from "@/lib/store/papers";
import { createTestDatabase } from "@/tests/db/database";
import { paperOf } from "@/tests/paper-records";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());
beforeEach(() => db.pool.query("TRUNCATE paper CASCADE"));

const ID = "2401.00001";
const of = (version: number, fields: Partial<Paper> = {}) =>
  paperOf({
    id: ID,
    version,
    title: `Title ${version}`,
    abstract: `Abstract ${version}.`,
    ...fields,
  });
const store = (...papers: Paper[]) => storePapers(db.pool, { papers, announcements: [] });

/** What is kept of each version that something is kept of. */
async function listKept() {
  const { rows } = await db.pool.query(
    `SELECT number, title, abstract, authors, comment, categories, is_withdrawn AS "isWithdrawn",
            is_complete AS "isComplete"
       FROM paper_version WHERE title IS NOT NULL ORDER BY number`,
  );
  return rows;
}
const kept = async () => (await listKept()).map(({ number, title }) => [number, title]);

test("what a version said is kept when a newer one takes its place", async () => {
  const first = { authors: ["Ada One", "Bo Two"], comment: "9 pages", isWithdrawn: true };
  await store(of(1, { ...first, categories: ["cs.CL", "cs.LG"], versions: [version(1)] }));
  expect(await kept()).toEqual([]);
  await store(of(2));
  expect(await listKept()).toEqual([
    {
      number: 1,
      title: "Title 1",
      abstract: "Abstract 1.",
      ...first,
      categories: ["cs.CL", "cs.LG"],
      isComplete: true,
    },
  ]);
  await store(of(4));
  expect(await kept()).toEqual([
    [1, "Title 1"],
    [2, "Title 2"],
  ]);
});

test("the date of a version and what it said stand side by side, whichever comes first", async () => {
  await store(of(1));
  await store(of(2, { versions: [version(1), version(2)] }));
  const { rows } = await db.pool.query(
    "SELECT number, title, submitted_at IS NOT NULL AS dated FROM paper_version ORDER BY number",
  );
  expect(rows).toEqual([
    { number: 1, title: "Title 1", dated: true },
    { number: 2, title: null, dated: true },
  ]);
});

test("a feed's incomplete record is kept as such", async () => {
  await store(of(1, { source: "rss", isComplete: false }));
  await store(of(2, { source: "oai" }));
  expect(await listKept()).toMatchObject([{ number: 1, title: "Title 1", isComplete: false }]);
});

test("another word on the same version keeps nothing", async () => {
  await store(of(1, { source: "rss", isComplete: false }));
  await store(of(1, { source: "api", title: "Other" }));
  await store(of(1, { source: "oai", title: "Third" }));
  expect(await kept()).toEqual([]);
});

test("an old version that arrives late is kept once, and changes nothing else", async () => {
  await store(of(3));
  const before = await db.pool.query("SELECT xmin, * FROM paper");
  expect(await store(of(1))).toEqual({ added: 0, revised: 0, unchanged: 1 });
  await store(of(1, { title: "Another first", source: "oai" }));
  expect(await kept()).toEqual([[1, "Title 1"]]);
  expect((await db.pool.query("SELECT xmin, * FROM paper")).rows).toEqual(before.rows);
});

test("of several versions in one batch the older ones are kept", async () => {
  await store(of(2), of(3), of(1));
  expect(await kept()).toEqual([
    [1, "Title 1"],
    [2, "Title 2"],
  ]);
});

test("storing the same versions again writes no row", async () => {
  const all = [of(1), of(2, { versions: [version(1)] })];
  for (const paper of all) await store(paper);
  const before = await db.pool.query("SELECT xmin, * FROM paper_version ORDER BY number");
  await store(...all);
  const after = await db.pool.query("SELECT xmin, * FROM paper_version ORDER BY number");
  expect(after.rows).toEqual(before.rows);
});

test("many writers of different versions at once keep every version but the newest", async () => {
  const numbers = Array.from({ length: 8 }, (_, index) => index + 1);
  await Promise.all(numbers.map((number) => store(of(number))));
  expect(await kept()).toEqual(numbers.slice(0, -1).map((number) => [number, `Title ${number}`]));
});

describe("a text is not put down to a version that it may not be of:", () => {
  test.each<[string, Partial<Paper>]>([
    ["a sample", { source: "sample", isComplete: false }],
    ["an entry of a listing page", { source: "listing", isComplete: false }],
    ["an imported record without a version", { source: "import" }],
    ["a record without an abstract", { abstract: "" }],
  ])("%s", async (_, fields) => {
    await store(of(1, fields));
    await store(of(2));
    await store(of(1, fields));
    expect(await kept()).toEqual([]);
  });

  test("a sample of a later version than the real record", async () => {
    await store(of(3, { source: "sample", isComplete: false }));
    await store(of(1));
    await store(of(3, { source: "sample", isComplete: false }));
    expect(await kept()).toEqual([]);
    await store(of(2));
    expect(await kept()).toEqual([[1, "Title 1"]]);
  });
});

test("an imported record that arXiv's own snapshot dates is kept", async () => {
  await store(of(1, { source: "import", submitter: "Ada One" }));
  await store(of(2));
  expect(await kept()).toEqual([[1, "Title 1"]]);
});

function version(number: number) {
  return { number, submittedAt: new Date(Date.UTC(2024, 0, number)) };
}
