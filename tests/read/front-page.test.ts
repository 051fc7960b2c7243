import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeDatabase, type Database } from "@/lib/db/client";
import { findNeighbours } from "@/lib/read/edition-days";
import { readFrontPage } from "@/lib/read/front-page";
import { hasEdition, hasPaper } from "@/lib/read/presence";
import { openReadDatabase, tell } from "./open-database";

let db: Database;
beforeAll(async () => {
  db = await openReadDatabase();
});
afterAll(async () => {
  await closeDatabase();
  await db.close();
});
beforeEach(() => db.pool.query("TRUNCATE paper CASCADE"));

const ALL = { sections: [], topics: [], categories: [] };
const read = () => readFrontPage({ ...ALL, after: null, limit: 50 });
const sample = { id: "sample-01", source: "sample" as const, topics: { moe: ["MoE"] } };

test("the front page is the newest edition, and knows the one before it", async () => {
  await tell(db, [
    { id: "2605.00001", listings: [{ day: "2026-05-11" }] },
    { id: "2605.00002", listings: [{ day: "2026-05-12" }] },
  ]);
  const { edition, neighbours } = await read();
  expect(edition?.day).toBe("2026-05-12");
  expect(edition?.page.items.map(({ id }) => id)).toEqual(["2605.00002"]);
  expect(neighbours).toEqual({ previous: "2026-05-11", next: null });
});

test("a day that is still to come does not become the front page, nor the next day of it", async () => {
  await tell(db, [
    { id: "2605.00001", listings: [{ day: "2026-05-11" }] },
    { id: "2605.00002", listings: [{ day: "2126-04-21" }] },
  ]);
  const { edition, neighbours } = await read();
  expect(edition?.day).toBe("2026-05-11");
  expect(neighbours.next).toBeNull();
});

test("a feed of a mirror that lives in the future does", async () => {
  await tell(db, [{ id: "2605.00002", listings: [{ day: "2126-04-21" }] }]);
  await db.pool.query("INSERT INTO feed_state (category, day) VALUES ('cs.LG', '2126-04-21')");
  expect((await read()).edition?.day).toBe("2126-04-21");
  await db.pool.query("DELETE FROM feed_state");
});

test("the sample edition stands in while nothing of arXiv's is stored", async () => {
  await tell(db, [sample]);
  const { edition } = await read();
  expect(edition?.day).toBeNull();
  expect(edition?.page.items).toMatchObject([
    { id: "sample-01", isSample: true, type: null, day: null },
  ]);
  expect(edition?.facets.topics).toEqual(new Map([["moe", 1]]));
});

test("the sample edition is newest first, and pages so", async () => {
  const ids = ["1608.06037", "sample-01", "2404.14700", "2401.10774", "sample-02"];
  await tell(
    db,
    ids.map((id) => ({ id, source: "sample" as const })),
  );
  const seen: string[] = [];
  for (let after: string | null = null; ; ) {
    const { edition } = await readFrontPage({ ...ALL, after, limit: 2 });
    seen.push(...(edition?.page.items.map(({ id }) => id) ?? []));
    after = edition?.page.next ?? null;
    if (after === null) break;
  }
  expect(seen).toEqual(["2404.14700", "2401.10774", "1608.06037", "sample-02", "sample-01"]);
});

test("one real paper ends the sample edition", async () => {
  await tell(db, [sample, { id: "2605.00001", listings: [{}] }]);
  expect((await read()).edition?.page.items.map(({ id }) => id)).toEqual(["2605.00001"]);
});

test("without any paper, or any day, there is no edition", async () => {
  expect((await read()).edition).toBeNull();
  await tell(db, [sample, { id: "2605.00001" }]);
  expect((await read()).edition).toBeNull();
});

test("the neighbours of a day are the nearest days with papers, also of a day without", async () => {
  await tell(db, [
    { id: "2605.00001", listings: [{ day: "2026-05-08" }] },
    { id: "2605.00002", listings: [{ day: "2026-05-11" }] },
  ]);
  expect(await findNeighbours("2026-05-10")).toEqual({
    previous: "2026-05-08",
    next: "2026-05-11",
  });
  expect(await findNeighbours("2026-05-08")).toEqual({ previous: null, next: "2026-05-11" });
});

test("a day between two editions is known to be empty; outside them nothing is known", async () => {
  await tell(db, [
    { id: "2605.00001", listings: [{ day: "2026-05-08" }] },
    { id: "2605.00002", listings: [{ day: "2026-05-11" }] },
  ]);
  expect(await hasEdition("2026-05-08")).toBe(true);
  expect(await hasEdition("2026-05-10")).toBe(true);
  expect(await hasEdition("2026-05-07")).toBe(false);
  expect(await hasEdition("2026-05-12")).toBe(false);
});

test("a paper is there under its own identifier only", async () => {
  await tell(db, [{ id: "hep-th/9901001" }]);
  expect(await hasPaper("hep-th/9901001")).toBe(true);
  expect(await hasPaper("hep-th/9901002")).toBe(false);
});
