import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/lib/db/client";
import type { Paper } from "@/lib/paper";
import { type SearchedText, searchVector } from "@/lib/query/search-vector";
import { listIncomplete, storePapers } from "@/lib/store/papers";
import { createTestDatabase } from "@/tests/db/database";
import { announcementOf, paperOf } from "@/tests/paper-records";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());
beforeEach(() => db.pool.query("TRUNCATE paper CASCADE"));

const store = (...papers: Paper[]) => storePapers(db.pool, { papers, announcements: [] });

async function read(id: string) {
  const { rows } = await db.pool.query("SELECT * FROM paper WHERE id = $1", [id]);
  return rows[0];
}

test("storing a batch twice changes nothing the second time", async () => {
  const batch = {
    papers: [
      paperOf({ id: "2401.00001", versions: [{ number: 1, submittedAt: new Date(0) }] }),
      paperOf({ id: "hep-th/9901001" }),
    ],
    announcements: [announcementOf({ paperId: "2401.00001", day: "2024-01-02" })],
  };
  expect(await storePapers(db.pool, batch)).toEqual({ added: 2, revised: 0, unchanged: 0 });
  const before = await db.pool.query("SELECT xmin, * FROM paper ORDER BY id");
  expect(await storePapers(db.pool, batch)).toEqual({ added: 0, revised: 0, unchanged: 2 });
  const after = await db.pool.query("SELECT xmin, * FROM paper ORDER BY id");
  expect(after.rows).toEqual(before.rows);
});

test("an older version never overwrites a newer one", async () => {
  await store(paperOf({ id: "2401.00001", version: 3, title: "Third" }));
  expect(await store(paperOf({ id: "2401.00001", version: 2, title: "Second" }))).toMatchObject({
    unchanged: 1,
  });
  expect(await read("2401.00001")).toMatchObject({ version: 3, title: "Third" });
});

test("a newer version from a feed keeps what only the query API knows", async () => {
  await store(paperOf({ id: "2401.00001", comment: "9 pages", doi: "10.1/x", license: "cc" }));
  const feed = { source: "rss", isComplete: false, comment: null, doi: null } as const;
  await store(paperOf({ id: "2401.00001", version: 2, title: "Revised", ...feed }));
  expect(await read("2401.00001")).toMatchObject({
    version: 2,
    title: "Revised",
    comment: "9 pages",
    doi: "10.1/x",
    license: "cc",
    is_complete: false,
  });
});

test("a feed entry of the stored version does not undo the complete record", async () => {
  await store(paperOf({ id: "2401.00001", authors: ["A. One", "B. Two"] }));
  const entry = paperOf({
    id: "2401.00001",
    source: "rss",
    isComplete: false,
    authors: ["A. One"],
  });
  expect(await store(entry)).toMatchObject({ unchanged: 1 });
  expect(await read("2401.00001")).toMatchObject({ authors: ["A. One", "B. Two"], source: "api" });
});

test("the query API's word on the same version completes a feed entry", async () => {
  await store(paperOf({ id: "2401.00001", source: "rss", isComplete: false, comment: null }));
  expect(await store(paperOf({ id: "2401.00001", comment: "ICML" }))).toMatchObject({ revised: 1 });
  expect(await read("2401.00001")).toMatchObject({ comment: "ICML", is_complete: true });
});

test("an import of the same version fills gaps and overwrites nothing", async () => {
  await store(paperOf({ id: "2401.00001", title: "Ours", doi: null }));
  await store(paperOf({ id: "2401.00001", title: "Theirs", doi: "10.1/x", source: "import" }));
  expect(await read("2401.00001")).toMatchObject({ title: "Ours", doi: "10.1/x", source: "api" });
});

test("a real record takes the place of a sample, and never the other way round", async () => {
  const sample = paperOf({
    id: "2401.00001",
    source: "sample",
    isComplete: false,
    title: "Sample",
  });
  await store(sample);
  await store(paperOf({ id: "2401.00001", title: "Real", source: "rss", isComplete: false }));
  expect(await read("2401.00001")).toMatchObject({ title: "Real", source: "rss" });
  await store(sample);
  expect(await read("2401.00001")).toMatchObject({ title: "Real", source: "rss" });
});

test("of an identifier that comes twice in a batch the newest record counts", async () => {
  const twice = [
    paperOf({ id: "2401.00001", version: 2, title: "Second" }),
    paperOf({ id: "2401.00001", version: 1, title: "First" }),
  ];
  expect(await store(...twice)).toEqual({ added: 1, revised: 0, unchanged: 0 });
  expect(await read("2401.00001")).toMatchObject({ title: "Second" });
});

test("a revised paper is tagged anew", async () => {
  await store(paperOf({ id: "2401.00001" }));
  await db.pool.query("INSERT INTO tagging VALUES ('2401.00001', 'r1')");
  await store(paperOf({ id: "2401.00001", version: 2, title: "Revised" }));
  expect((await db.pool.query("SELECT FROM tagging")).rowCount).toBe(0);
});

test("OAI-PMH's word on the same version beats the query API's, and never the other way round", async () => {
  await store(paperOf({ id: "2401.00001", title: "From the API" }));
  const oai = paperOf({ id: "2401.00001", title: "From OAI", source: "oai", isWithdrawn: true });
  expect(await store(oai)).toMatchObject({ revised: 1 });
  expect(await store(paperOf({ id: "2401.00001", title: "From the API" }))).toMatchObject({
    unchanged: 1,
  });
  expect(await read("2401.00001")).toMatchObject({ title: "From OAI", is_withdrawn: true });
  await store(paperOf({ id: "2401.00001", title: "From the API", version: 2 }));
  expect(await read("2401.00001")).toMatchObject({ title: "From the API", is_withdrawn: false });
});

test("a comment that fills a gap tells of a withdrawal too", async () => {
  await store(paperOf({ id: "2401.00001", source: "oai" }));
  const told = { comment: "withdrawn", isWithdrawn: true, source: "import" } as const;
  await store(paperOf({ id: "2401.00001", ...told }));
  expect(await read("2401.00001")).toMatchObject({ comment: "withdrawn", is_withdrawn: true });
});

test("records that only a feed or a listing told of are listed for completion", async () => {
  await store(
    paperOf({ id: "2401.00001", source: "rss", isComplete: false }),
    paperOf({ id: "2401.00002", source: "listing", isComplete: false }),
    paperOf({ id: "2401.00003", source: "import", isComplete: false }),
    paperOf({ id: "2401.00004", source: "oai" }),
  );
  const listed = await listIncomplete(db.pool, 10);
  expect(listed.map(({ id }) => id)).toEqual(["2401.00002", "2401.00001"]);
});

describe("the search vector", () => {
  /** What is stored, and what should be, as PostgreSQL prints them. */
  async function compare(paper: SearchedText) {
    const { rows } = await db.pool.query<{ stored: string; expected: string }>(
      "SELECT search::text AS stored, $1::tsvector::text AS expected FROM paper",
      [searchVector(paper)],
    );
    expect(rows[0]?.stored).toBe(rows[0]?.expected);
  }
  const first = paperOf({
    id: "2401.00001",
    title: "Quantized adapters",
    authors: ["Ada Lovelace", "Bo Sample"],
  });

  test("is there at once and follows every change of the text", async () => {
    await store(first);
    await compare(first);
    const revised = { ...first, version: 2, title: "Routed ZeRO", comment: "code released" };
    await store(revised);
    await compare(revised);
  });

  test("keeps the authors and the comment that the record keeps", async () => {
    await store({ ...first, comment: "code released" });
    const entry = { source: "rss", isComplete: false, comment: null, authors: [] } as const;
    const revised = { ...first, ...entry, authors: [], version: 2, title: "Revised" };
    await store(revised);
    await compare({ ...first, title: "Revised", comment: "code released" });
  });

  test("gains the words of a comment that fills a gap", async () => {
    await store(first);
    await store({ ...first, comment: "code released", source: "import" });
    await compare({ ...first, comment: "code released" });
  });
});

test("many writers of the same papers at once neither fail nor lose a version", async () => {
  const ids = Array.from({ length: 50 }, (_, index) => `2401.${String(index).padStart(5, "0")}`);
  const writers = Array.from({ length: 8 }, (_, writer) => {
    const papers = ids.map((id) => paperOf({ id, version: writer + 1, title: `v${writer + 1}` }));
    return store(...(writer % 2 ? papers : papers.reverse()));
  });
  await Promise.all(writers);
  const { rows } = await db.pool.query("SELECT DISTINCT version, title FROM paper");
  expect(rows).toEqual([{ version: 8, title: "v8" }]);
});
