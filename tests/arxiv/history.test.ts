import { describe, expect, it } from "vitest";
import { addDays, type Day } from "@/lib/paper";
import { createHistory, type HistoryOptions } from "./history.ts";
import { oaiInstant } from "./modifications.ts";
import type { PaperSource } from "./paper-source.ts";
import { announcementInstant } from "./schedule.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "./server.ts";
import type { TrueRecord } from "./truth.ts";

const CATEGORIES = ["cs.LG", "cs.CL", "math.NA", "hep-th", "stat.ML"];
const OPTIONS: HistoryOptions = { seed: 7, categories: CATEGORIES, days: 40, papersPerDay: 15 };

describe("a made-up history", () => {
  const history = createHistory(OPTIONS);
  const find = (wanted: (paper: PaperSource) => boolean | undefined) =>
    history.papers.filter(wanted).length;

  it("is the same for the same seed and another for another", () => {
    expect(createHistory(OPTIONS)).toEqual(history);
    expect(createHistory({ ...OPTIONS, seed: 8 }).papers).not.toEqual(history.papers);
  });

  it("spans both sides of a change of the clocks, weekends and a deferred day", () => {
    expect([history.from, history.until]).toEqual(["2026-02-23", "2026-04-03"]);
    expect(history.holidays).toHaveLength(1);
    expect(history.listingDays).toHaveLength(29);
    expect(history.listingDays).not.toContain(history.holidays[0]);
  });

  it("gives every identifier once, in the order of the announcements", () => {
    const ids = history.papers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const fresh = history.papers.filter(({ id }) => /^26\d\d\./.test(id));
    expect(fresh).toHaveLength(29 * 15);
    const days = fresh.map(({ announced }) => announced ?? "");
    expect(days).toEqual([...days].sort());
  });

  it("has everything that happens to papers", () => {
    const versions = ({ revisions }: PaperSource) => 1 + (revisions?.length ?? 0);
    expect(
      find(({ revisions }) => revisions?.some(({ isWithdrawn }) => isWithdrawn)),
    ).toBeGreaterThan(3);
    expect(find((paper) => versions(paper) >= 6)).toBeGreaterThan(3);
    expect(find(({ crossLists }) => (crossLists?.length ?? 0) > 0)).toBeGreaterThan(20);
    expect(find(({ changes }) => changes?.some(({ journalRef }) => journalRef))).toBeGreaterThan(
      10,
    );
    expect(find(({ changes }) => changes?.some(({ categories }) => categories))).toBeGreaterThan(3);
    expect(
      find(({ categories }) => categories.includes("cs.NA") && categories.includes("math.NA")),
    ).toBeGreaterThan(50);
    expect(find(({ id }) => id.includes("/"))).toBeGreaterThan(5);
    expect(find(({ title }) => title === "0")).toBeGreaterThan(0);
    expect(find(({ published }) => published !== undefined)).toBeGreaterThan(10);
    expect(new Set(history.papers.map(({ title }) => title)).size).toBeGreaterThan(400);
  });

  it("can have a day with more papers than a feed shows", async () => {
    const day = "2026-02-25";
    const burst = createHistory({ ...OPTIONS, days: 4, burst: { day, papers: 2100 } });
    await withHistory(burst, async (arxiv) => {
      expect(arxiv.truth(day, "cs.LG").counts.new).toBe(2100);
      arxiv.clock.set(new Date(`${day}T12:00:00Z`));
      expect(listFed(await read(arxiv, "/rss/cs.LG"))).toHaveLength(2000);
    });
  });

  it("takes texts from a corpus where one is given", () => {
    const corpus = [{ title: "Real", abstract: "A real abstract.", authors: ["R. Eal"] }];
    const { papers } = createHistory({ ...OPTIONS, days: 3, corpus });
    expect(new Set(papers.map(({ title }) => title))).toEqual(new Set(["Real"]));
  });
});

describe("the truth of a history", () => {
  it("is what feeds and listings show, day by day and category by category", () =>
    withHistory(createHistory(OPTIONS), async (arxiv) => {
      for (const day of arxiv.truth.listingDays("2026-03-04", "2026-03-12")) {
        arxiv.clock.set(new Date(`${day}T12:00:00Z`));
        for (const category of CATEGORIES) {
          const truth = arxiv.truth.announcements(day, category);
          const fed = listFed(await read(arxiv, `/rss/${category}`));
          expect(fed).toEqual(truth.map(({ paperId, type }) => `${paperId} ${type}`));
          const listing = await read(arxiv, `/list/${category}/new?skip=0&show=2000`);
          expect(listListed(listing)).toEqual(truth.map(({ paperId }) => paperId));
          expect(truth.length).toBeGreaterThan(2);
        }
      }
    }));

  it("is what OAI-PMH tells of every paper, versions, withdrawals and categories", () =>
    withHistory(createHistory(OPTIONS), async (arxiv) => {
      const now = new Date("2026-03-20T12:00:00Z");
      arxiv.clock.set(now);
      const query = "verb=ListRecords&metadataPrefix=arXivRaw";
      const body = await read(arxiv, `/oai?${query}`);
      const told = body.split("<record>").slice(1).map(readRecord);
      const ids = arxiv.truth.paperIds(oaiInstant(now));
      expect(told.map(({ id }) => id).sort()).toEqual(ids);
      for (const record of told) {
        expect(record).toEqual(describeTruth(arxiv.truth.record(record.id, oaiInstant(now))));
      }
      expect(told.filter(({ isWithdrawn }) => isWithdrawn).length).toBeGreaterThan(1);
    }));

  it("is complete in what OAI-PMH lists night after night from the day before", () =>
    withHistory(createHistory({ ...OPTIONS, days: 14 }), async (arxiv) => {
      const seen = new Map<string, ReturnType<typeof readRecord>>();
      for (const { record, id } of await harvestFrom(arxiv, "2005-09-16", "2026-02-23")) {
        seen.set(id, record);
      }
      for (let day = addDays("2026-02-23", 1); day <= "2026-03-08"; day = addDays(day, 1)) {
        for (const { record, id } of await harvestFrom(arxiv, addDays(day, -2), day)) {
          seen.set(id, record);
        }
      }
      const now = arxiv.clock.now();
      const truth = arxiv.truth.paperIds(oaiInstant(now));
      expect([...seen.keys()].sort()).toEqual(truth);
      for (const id of truth) {
        expect(seen.get(id)).toEqual(describeTruth(arxiv.truth.record(id, oaiInstant(now))));
      }
    }));

  it("changes with the instant that is asked about", () =>
    withHistory(createHistory(OPTIONS), async ({ truth, archive }) => {
      const paper = [...archive.papers.values()].find(
        ({ versions }) => versions.at(-1)?.isWithdrawn,
      );
      const withdrawnOn = paper?.versions.at(-1)?.announcedOn ?? ("" as Day);
      const instant = announcementInstant(withdrawnOn);
      const id = paper?.id ?? "";
      expect(truth.record(id, new Date(instant.getTime() - 1))?.isWithdrawn).toBe(false);
      expect(truth.record(id, instant)?.isWithdrawn).toBe(true);
      expect(truth.record(id, new Date("1999-01-01"))).toBeNull();
      expect(truth.record("2601.99999", instant)).toBeNull();
    }));
});

async function harvestFrom(arxiv: SimulatedArxiv, from: Day, day: Day) {
  arxiv.clock.set(new Date(`${day}T12:00:00Z`));
  const body = await read(arxiv, `/oai?verb=ListRecords&metadataPrefix=arXivRaw&from=${from}`);
  return body
    .split("<record>")
    .slice(1)
    .map((text) => ({ record: readRecord(text), id: readRecord(text).id }));
}

function readRecord(text: string) {
  const one = (name: string) => new RegExp(`<${name}>([^<]*)<`).exec(text)?.[1] ?? "";
  const versions = [...text.matchAll(/<version version="v(\d+)">[\s\S]*?<\/version>/g)];
  return {
    id: one("id"),
    categories: one("categories").split(" "),
    versions: versions.map((match) => Number(match[1])),
    isWithdrawn: versions.at(-1)?.[0].includes("<source_type>I<") ?? false,
    journalRef: one("journal-ref") || null,
  };
}

function describeTruth(record: TrueRecord | null) {
  if (!record) return null;
  const { paperId: id, categories, isWithdrawn, journalRef } = record;
  return {
    id,
    categories,
    isWithdrawn,
    journalRef,
    versions: record.versions.map(({ number }) => number),
  };
}

function listFed(body: string): string[] {
  const items = body.matchAll(/oai:arXiv.org:(.*?)v\d+<\/guid>[\s\S]*?announce_type>(.*?)</g);
  return [...items].map((match) => `${match[1]} ${match[2]}`);
}

function listListed(body: string): string[] {
  return [...body.matchAll(/title="Abstract" id="(.*?)"/g)].map((match) => match[1] ?? "");
}

async function read(arxiv: SimulatedArxiv, path: string): Promise<string> {
  return (await fetch(`${arxiv.url}${path}`)).text();
}

async function withHistory(
  { papers, holidays, from }: ReturnType<typeof createHistory>,
  run: (arxiv: SimulatedArxiv) => Promise<void>,
): Promise<void> {
  const arxiv = await startSimulatedArxiv({ papers, holidays, day: from });
  await run(arxiv).finally(() => arxiv.close());
}
