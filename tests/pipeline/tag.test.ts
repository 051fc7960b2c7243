import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/lib/db/client";
import { tagPapers } from "@/lib/pipeline/tag";
import { storePapers } from "@/lib/store/papers";
import { listUntagged, storeTags } from "@/lib/store/tags";
import { catalogueRevision } from "@/lib/topics/catalogue";
import { matchTopics } from "@/lib/topics/match";
import { createTestDatabase } from "@/tests/db/database";
import { paperOf } from "@/tests/paper-records";
import { photograph } from "./photograph";

const ID = "2603.00001";
const LORA = paperOf({
  id: ID,
  title: "LoRA adapters",
  abstract: "Low-rank adaptation with LoRA.",
});
const MOE = paperOf({
  id: ID,
  version: 2,
  title: "A Mixture of Experts",
  abstract: "We route tokens in a sparse mixture-of-experts (MoE) model.",
});

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(() => db.pool.query("TRUNCATE paper CASCADE"));
afterAll(() => db.close());

const store = (...papers: (typeof LORA)[]) => storePapers(db.pool, { papers, announcements: [] });

async function listTopics(): Promise<Record<string, string[]>> {
  const { rows } = await db.pool.query<{ slug: string; matched: string[] }>(
    "SELECT slug, matched FROM paper_topic WHERE paper_id = $1",
    [ID],
  );
  return Object.fromEntries(rows.map(({ slug, matched }) => [slug, matched]));
}

test("a paper gets its topics, each with the words that matched", async () => {
  await store(LORA, paperOf({ id: "2603.00002", title: "On tides", abstract: "We study tides." }));
  expect(await tagPapers(db.pool)).toBe(2);
  expect((await listTopics())["peft"]?.join()).toMatch(/LoRA|low-rank/i);
  const { rows } = await db.pool.query("SELECT paper_id FROM paper_topic WHERE paper_id <> $1", [
    ID,
  ]);
  expect(rows).toEqual([]);
});

test("tagging again tags nothing and writes no row", async () => {
  await store(LORA);
  await tagPapers(db.pool);
  const before = await photograph(db);
  expect(await tagPapers(db.pool)).toBe(0);
  expect(await photograph(db)).toEqual(before);
});

test("a revised paper loses the topics that no longer fit", async () => {
  await store(LORA);
  await tagPapers(db.pool);
  await store(MOE);
  expect(await tagPapers(db.pool)).toBe(1);
  const topics = Object.keys(await listTopics());
  expect(topics).toContain("moe");
  expect(topics).not.toContain("peft");
});

test("another revision of the catalogue has every paper tagged anew", async () => {
  await store(LORA, paperOf({ id: "2603.00002" }));
  await tagPapers(db.pool);
  await db.pool.query("UPDATE tagging SET revision = 'an older one'");
  expect(await tagPapers(db.pool)).toBe(2);
  const { rows } = await db.pool.query("SELECT DISTINCT revision FROM tagging");
  expect(rows).toEqual([{ revision: catalogueRevision() }]);
});

test("a paper that changes between reading and writing is left for the next round", async () => {
  await store(LORA);
  const revision = catalogueRevision();
  const [read] = await listUntagged(db.pool, { revision, after: "", limit: 10 });
  if (!read) throw new Error("nothing to tag");
  await store(MOE);
  await storeTags(db.pool, { revision, tags: [{ ...read, topics: matchTopics(read) }] });
  expect(await listTopics()).toEqual({});
  await tagPapers(db.pool);
  expect(Object.keys(await listTopics())).toContain("moe");
});

test("with writers and taggers at work together, no paper ends with the topics of an old text", async () => {
  const ids = Array.from(
    { length: 60 },
    (_, index) => `2603.${String(index + 1).padStart(5, "0")}`,
  );
  const write = async (version: number) => {
    const words = version % 2 ? LORA : MOE;
    const papers = ids.map((id) => ({ ...words, id, version }));
    await store(...(version % 3 ? papers : papers.reverse()));
  };
  await write(1);
  const writers = async () => {
    for (let version = 2; version < 14; version++) await write(version);
  };
  const tagger = async () => {
    for (let round = 0; round < 12; round++) await tagPapers(db.pool);
  };
  await Promise.all([writers(), tagger(), tagger()]);
  const { rows } = await db.pool.query<{ id: string; slug: string }>(
    `SELECT id, slug FROM paper JOIN tagging ON tagging.paper_id = id
       JOIN paper_topic ON paper_topic.paper_id = id WHERE slug IN ('peft', 'moe') AND version = 13`,
  );
  expect(rows.filter(({ slug }) => slug === "moe")).toEqual([]);
  await tagPapers(db.pool);
  const { rows: last } = await db.pool.query(
    "SELECT slug, count(*)::int FROM paper_topic WHERE slug IN ('peft', 'moe') GROUP BY slug",
  );
  expect(last).toEqual([{ slug: "peft", count: 60 }]);
});

test("tagging stops between two rounds when it is told to", async () => {
  await store(LORA);
  const signal = AbortSignal.abort(new Error("stopped"));
  await expect(tagPapers(db.pool, { signal })).rejects.toThrow("stopped");
  expect(await tagPapers(db.pool)).toBe(1);
});
