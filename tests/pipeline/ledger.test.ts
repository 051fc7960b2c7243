import { expect, test } from "vitest";
import { announcementDays } from "@/lib/calendar";
import type { Day } from "@/lib/paper";
import type { HarvestReport } from "@/lib/pipeline/harvest-report";
import { keepLedger } from "@/lib/pipeline/keep-ledger";
import { easternInstant } from "@/tests/arxiv/eastern";
import { examplePaper } from "@/tests/arxiv/paper-examples";
import { papersOfDays } from "./papers-of-days";
import { prepareScene } from "./scene";

const [YESTERDAY, DAY, NEXT]: [Day, Day, Day] = ["2026-09-23", "2026-09-24", "2026-09-25"];
const DAYS = announcementDays({ until: NEXT, count: 9 });
const CATEGORIES = ["cs.LG", "stat.ML"];

const scene = prepareScene();

async function openOn(day: Day, holidays: Day[] = []): Promise<void> {
  const papers = papersOfDays(announcementDays({ until: DAYS[0] ?? day, count: 9 }));
  await scene.open({ papers, day, holidays, categories: CATEGORIES });
}

function harvestAt(day: Day, hour: number): Promise<HarvestReport> {
  scene.arxiv.clock.set(easternInstant(day, hour));
  return scene.harvest();
}

function lineOf({ ledger }: HarvestReport, day: Day, category = "cs.LG") {
  return ledger.find((line) => line.category === category && line.day === day);
}

async function answerOf(source: string, day: Day, category = "cs.LG") {
  const { rows } = await scene.db.pool.query<{ outcome: string; said: string }>(
    "SELECT outcome, said FROM ledger_answer WHERE source = $1::harvest_source AND day = $2 AND category = $3",
    [source, day, category],
  );
  return rows[0];
}

async function readRepairs(day: Day): Promise<Record<string, number>> {
  const { rows } = await scene.db.pool.query<{ category: string; repaired: number }>(
    "SELECT category, repaired FROM ledger_day WHERE day = $1",
    [day],
  );
  return Object.fromEntries(rows.map(({ category, repaired }) => [category, repaired]));
}

function lose(...sources: ("list" | "rss" | "api" | "oai")[]): void {
  for (const source of sources) {
    scene.arxiv.faults.add({ name: "unavailable", source, times: "always" });
  }
}

test("the ledger of a new installation begins seven announcement days back, and stays there", async () => {
  await openOn(DAY);
  const first = await scene.harvest();
  const start = announcementDays({ until: DAY, count: 7 }).at(-1);
  expect(first.ledger[0]?.day).toBe(start);
  expect(first.ledger.map(({ state }) => state)).not.toContain("late");
  const second = await harvestAt(NEXT, 8);
  expect(second.ledger[0]?.day).toBe(start);
  expect(second.ledger.at(-1)).toMatchObject({ day: NEXT, state: "complete" });
});

test("a listing that does not add up is named as an error, and the feed says what there was", async () => {
  await openOn(DAY);
  scene.arxiv.faults.add({ name: "wrong-count", path: "/list/cs.LG", times: "always" });
  const report = await scene.harvest();
  const count = scene.listTruth(DAY, "cs.LG").length;
  expect(await answerOf("listing", DAY)).toEqual({
    outcome: "failed",
    said: expect.stringMatching(/has \d+ entries where its total promises \d+$/),
  });
  expect(report.listings[0]?.message).toMatch(/where its total promises/);
  const facts = { expected: count, stored: count };
  expect(lineOf(report, DAY)).toMatchObject({ state: "complete", expectedBy: "rss", ...facts });
  expect(lineOf(report, DAY, "stat.ML")).toMatchObject({ expectedBy: "listing" });
});

test("a listing of the day before adds nothing to the day, and the feed tells it", async () => {
  await openOn(YESTERDAY);
  await scene.harvest();
  scene.arxiv.faults.add({ name: "stale-listing", path: "/list/cs.LG", times: "always" });
  const report = await harvestAt(DAY, 8);
  expect(await answerOf("listing", DAY)).toEqual({
    outcome: "earlier",
    said: `the page still shows ${YESTERDAY}`,
  });
  expect(lineOf(report, DAY)).toMatchObject({ state: "complete", expectedBy: "rss" });
  await scene.expectTruth([YESTERDAY, DAY]);
});

test("a day whose listing and feed are never seen is waiting, then late, then told by records and says so", async () => {
  await openOn(YESTERDAY);
  await scene.harvest();
  lose("list", "rss", "api");
  const evening = await harvestAt(YESTERDAY, 21);
  expect(lineOf(evening, DAY)).toMatchObject({ state: "waiting", expected: null, stored: 0 });
  const morning = await harvestAt(DAY, 9);
  expect(lineOf(morning, DAY)).toMatchObject({
    state: "late",
    reason: expect.stringMatching(/overdue; .*503/),
  });
  const settled = await harvestAt(NEXT, 23);
  expect(lineOf(settled, DAY)).toMatchObject({
    state: "complete",
    expectedBy: "oai",
    stored: scene.listTruth(DAY, "cs.LG").length,
    reason: expect.stringContaining("not seen"),
  });
  await scene.expectTruth([DAY], { isEstimated: true });
  await scene.expectTruth([YESTERDAY]);
});

test("what a feed left out is brought by the listing, and the repair is counted once", async () => {
  await openOn(DAY);
  lose("list", "oai", "api");
  scene.arxiv.faults.add({ name: "malformed-entry", path: "/rss/cs.LG" });
  const count = scene.listTruth(DAY, "cs.LG").length;
  const broken = await scene.harvest();
  expect(lineOf(broken, DAY)).toMatchObject({
    state: "short",
    expected: count,
    stored: count - 1,
    expectedBy: "rss",
  });
  scene.arxiv.faults.clear();
  scene.arxiv.faults.add({ name: "malformed-entry", path: "/rss/cs.LG", times: "always" });
  const report = await scene.harvest();
  expect(report.repaired).toBe(1);
  expect(lineOf(report, DAY)).toMatchObject({ state: "complete", expectedBy: "listing" });
  await scene.expectTruth([DAY]);
  scene.arxiv.faults.clear();
  expect((await scene.harvest()).repaired).toBe(0);
  expect(await readRepairs(DAY)).toEqual({ "cs.LG": 1, "stat.ML": 0 });
});

test("a day that arXiv put off without notice is late, and quiet once it is over", async () => {
  await openOn(YESTERDAY, [DAY]);
  await scene.harvest();
  expect(lineOf(await harvestAt(DAY, 13), DAY)).toMatchObject({ state: "late", stored: 0 });
  const after = await harvestAt(NEXT, 8);
  expect(lineOf(after, DAY)).toMatchObject({
    state: "quiet-holiday",
    stored: 0,
    reason: expect.stringContaining("calendar had not said so"),
  });
  expect(lineOf(after, NEXT)).toMatchObject({ state: "complete", expectedBy: "listing" });
  await scene.expectTruth([DAY, NEXT]);
});

test("a holiday of arXiv's calendar on which it announced after all is a day like others", async () => {
  const holiday: Day = "2026-11-27";
  const days = [...announcementDays({ until: holiday, count: 4 }), holiday];
  await scene.open({ papers: papersOfDays(days), day: holiday, categories: CATEGORIES });
  const report = await scene.harvest();
  const count = scene.listTruth(holiday, "cs.LG").length;
  expect(count).toBeGreaterThan(0);
  expect(lineOf(report, holiday)).toMatchObject({ state: "complete", expected: count });
  await scene.expectTruth([holiday]);
});

test("a weekend and a planned holiday are quiet once arXiv was looked at", async () => {
  await openOn(NEXT);
  await scene.harvest();
  const saturday = await harvestAt("2026-09-26", 8);
  expect(lineOf(saturday, "2026-09-26")).toMatchObject({ state: "quiet-weekend" });
  const holiday: Day = "2026-11-27";
  const days = announcementDays({ until: holiday, count: 4 });
  const papers = papersOfDays(days);
  await scene.open({ papers, day: holiday, holidays: [holiday], categories: CATEGORIES });
  expect(lineOf(await scene.harvest(), holiday)).toMatchObject({
    state: "quiet-holiday",
    reason: expect.stringContaining("by its calendar"),
  });
});

test("of a category that is followed later no day is called empty before its records are read", async () => {
  const of = (category: string, number: number) =>
    DAYS.map((day) =>
      examplePaper(`2609.${day.slice(8)}${number}`, day, { categories: [category] }),
    );
  const papers = [...of("cs.LG", 101), ...of("cs.CL", 201), ...of("stat.ML", 301)];
  await scene.open({ papers, day: YESTERDAY, categories: ["cs.LG"] });
  await scene.harvest();
  scene.arxiv.clock.set(easternInstant(DAY, 8));
  lose("api");
  const settings = { ...scene.settings, CATEGORIES: ["cs.LG", "cs.CL", "stat.ML"] };
  const asYet = await keepLedger(scene.db.pool, {
    categories: settings.CATEGORIES,
    now: scene.arxiv.clock.now(),
  });
  const found = asYet.find(({ category, day }) => category === "cs.CL" && day === "2026-09-22");
  expect(found).toMatchObject({ state: "late", expected: null });
  scene.loseRecords();
  const unread = await scene.harvest({ settings });
  expect(lineOf(unread, YESTERDAY, "cs.CL")).toMatchObject({ state: "late", expected: null });
  scene.arxiv.faults.clear();
  lose("api");
  const report = await scene.harvest({ settings });
  await scene.expectTruth([DAY], { categories: settings.CATEGORIES });
  const before = announcementDays({ until: YESTERDAY, count: 6 });
  for (const category of ["cs.CL", "stat.ML"]) {
    const line = lineOf(report, YESTERDAY, category);
    expect(line).toMatchObject({ state: "complete", stored: 1, expectedBy: "oai" });
    await scene.expectTruth(before, { categories: [category], isEstimated: true });
  }
  expect(report.ledger.map(({ state }) => state)).not.toContain("late");
});
