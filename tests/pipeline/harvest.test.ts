import { describe, expect, test } from "vitest";
import { announcementDays } from "@/lib/calendar";
import { readCorpus } from "@/tests/arxiv/corpus";
import type { PaperSource } from "@/tests/arxiv/paper-source";
import { hasSharedData, sharedData } from "@/tests/shared-data";
import { papersOfDays } from "./papers-of-days";
import { photograph } from "./photograph";
import { prepareScene } from "./scene";

const DAY = "2026-09-24";
const DAYS = announcementDays({ until: DAY, count: 8 });

const scene = prepareScene();

test("a harvest stores exactly what each followed category announced that day", async () => {
  const old = {
    ...papersOfDays(["2026-03-02"])[0],
    revisions: [{ announced: DAY }],
  } as PaperSource;
  const late = {
    ...papersOfDays(["2026-02-03"])[0],
    crossLists: [{ category: "cs.CL", announced: DAY }],
  } as PaperSource;
  await scene.open({ papers: [...papersOfDays(DAYS), old, late], day: DAY });
  const report = await scene.harvest();
  expect(report.problems).toEqual([]);
  await scene.expectTruth([DAY]);
  expect(await scene.listStored(DAY, "cs.CL")).toContainEqual({ paperId: late.id, type: "cross" });
  expect(await scene.listStored(DAY, "cs.LG")).toContainEqual({ paperId: old.id, type: "replace" });
  expect(await scene.lastRun()).toMatchObject({ state: "done" });
});

test.each([
  ["arXiv's records complete", "oai"],
  ["without them, the query API completes", "api"],
] as const)("%s what the listing and the feed do not say", async (_name, source) => {
  const [paper, ...others] = papersOfDays(DAYS);
  const said = { ...paper, doi: "10.1/x", journalRef: "J. 1" } as PaperSource;
  await scene.open({ papers: [said, ...others], day: DAY });
  if (source === "api") scene.loseRecords();
  await scene.harvest();
  const { rows } = await scene.db.pool.query(
    `SELECT paper.comment, doi, journal_ref, paper.is_complete, source, number,
            to_char(submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SSZ') AS at
       FROM paper JOIN paper_version ON paper_id = id WHERE id = $1`,
    [said.id],
  );
  const submittedAt = scene.arxiv.archive.papers.get(said.id)?.versions[0]?.submittedAt;
  expect(rows).toEqual([
    {
      comment: "1 pages",
      doi: "10.1/x",
      journal_ref: "J. 1",
      is_complete: true,
      source,
      number: 1,
      at: `${submittedAt?.toISOString().slice(0, 19)}Z`,
    },
  ]);
});

test("a second harvest writes no row and asks for nothing but the feeds, conditionally", async () => {
  await scene.open({ papers: papersOfDays(DAYS), day: DAY });
  await scene.harvest();
  const before = await photograph(scene.db);
  scene.arxiv.log.clear();
  const report = await scene.harvest();
  expect(await photograph(scene.db)).toEqual(before);
  expect(report).toMatchObject({ added: 0, revised: 0, completed: 0, problems: [] });
  const asked = scene.arxiv.log.entries.map(({ pathname, status }) => [pathname, status]);
  expect(asked).toEqual(scene.settings.CATEGORIES.map((category) => [`/rss/${category}`, 304]));
});

test("every request names the program, its version and whom to write to", async () => {
  await scene.open({ papers: papersOfDays([DAY]), day: DAY });
  await scene.harvest({ settings: { ...scene.settings, CONTACT_EMAIL: "ed@example.org" } });
  const agents = new Set(scene.arxiv.log.entries.map(({ userAgent }) => userAgent));
  expect([...agents]).toEqual([
    expect.stringMatching(/^Broadsheet\/\S+ \(\+mailto:ed@example.org\)$/),
  ]);
  expect(scene.arxiv.log.maxInFlight()).toBe(1);
});

test("topics are found before the harvest ends", async () => {
  await scene.open({ papers: papersOfDays([DAY], 1), day: DAY });
  await scene.harvest();
  const { rows } = await scene.db.pool.query(
    "SELECT slug, matched FROM paper_topic WHERE slug = 'peft'",
  );
  expect(rows).toEqual([{ slug: "peft", matched: [expect.stringMatching(/low-rank|lora/i)] }]);
});

describe.skipIf(!hasSharedData)(
  "with real records (skipped where ../shared/data is absent)",
  () => {
    test("a day of real papers is stored as announced, in every followed category", async () => {
      const day = "2026-05-11";
      const papers: PaperSource[] = [];
      for await (const paper of readCorpus(sharedData("corpus/full-05.jsonl.gz"))) {
        const isNear = (paper.announced ?? "") >= "2026-04-29" && (paper.announced ?? "") <= day;
        if (isNear) papers.push(paper);
      }
      const categories = ["cs.LG", "cs.CL", "cs.CV", "cs.AI", "stat.ML"];
      await scene.open({ papers, day, categories });
      const report = await scene.harvest();
      for (const category of categories) {
        const truth = scene.listTruth(day, category);
        expect(await scene.listStored(day, category)).toEqual(truth);
        expect(truth.length).toBeGreaterThan(0);
      }
      expect(report.skipped).toEqual([]);
      expect(report.windows).toHaveLength(7);
      expect(report.windows.every(({ stored, expected }) => stored === expected)).toBe(true);
    });
  },
);
