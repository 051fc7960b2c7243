import { expect, test } from "vitest";
import { announcementDays } from "@/lib/calendar";
import type { Day } from "@/lib/paper";
import { easternInstant } from "@/tests/arxiv/eastern";
import { papersOfDays } from "./papers-of-days";
import { prepareScene } from "./scene";

const DAY: Day = "2026-09-24";
const DAYS = announcementDays({ until: DAY, count: 8 });
const [, YESTERDAY = DAY] = DAYS;

const scene = prepareScene();

/** Where arXiv's listing does not say what is new, a stale feed has to be seen through by itself. */
async function openOn(day: Day, perDay = 24): Promise<void> {
  await scene.open({ papers: papersOfDays(DAYS, perDay), day });
  scene.loseListings();
}

function turnStale(): void {
  scene.arxiv.faults.add({ name: "stale-feed", path: "/rss/cs.LG", times: "always" });
}

/** Nothing of the days before is listed under today's date in the category. */
async function expectNothingOld(): Promise<void> {
  const today = new Set(scene.listTruth(DAY, "cs.LG").map(({ paperId }) => paperId));
  const stored = [
    ...(await scene.listStored(DAY, "cs.LG")),
    ...(await scene.listStored(DAY, "cs.LG", { isEstimated: true })),
  ];
  expect(stored.filter(({ paperId }) => !today.has(paperId))).toEqual([]);
}

async function expectWhole(): Promise<void> {
  scene.arxiv.faults.clear();
  expect((await scene.harvest()).problems).toEqual([]);
  await scene.expectTruth([DAY], { categories: ["cs.LG"] });
  expect(await scene.lastRun()).toMatchObject({ state: "done" });
}

test("yesterday's papers under today's date are seen through where they were new yesterday", async () => {
  await openOn(YESTERDAY, 6);
  await scene.harvest();
  scene.arxiv.clock.set(easternInstant(DAY, 8));
  turnStale();
  const report = await scene.harvest();
  expect(report.problems).toEqual([expect.stringMatching(/^cs\.LG: .*earlier day/)]);
  await expectNothingOld();
  // Meanwhile the API says what was submitted for today.
  await scene.expectTruth([DAY], { categories: ["cs.LG"], isEstimated: true });
  await expectWhole();
});

test("they are seen through by their dates where nothing ran yesterday", async () => {
  await openOn(DAYS[3] ?? DAY);
  await scene.harvest();
  scene.arxiv.clock.set(easternInstant(DAY, 8));
  turnStale();
  expect((await scene.harvest()).problems.join()).toContain("earlier day");
  await expectNothingOld();
  await scene.expectTruth([YESTERDAY], { categories: ["cs.LG"], isEstimated: true });
  await expectWhole();
});

test("on the very first harvest they are taken back once the API has dated them", async () => {
  await openOn(DAY);
  turnStale();
  expect((await scene.harvest()).problems.join()).toContain("earlier day");
  await expectNothingOld();
  await scene.expectTruth([YESTERDAY], { categories: ["cs.LG"], isEstimated: true });
  const { rows } = await scene.db.pool.query("SELECT day FROM feed_state WHERE category = 'cs.LG'");
  expect(rows).toEqual([{ day: null }]);
  await expectWhole();
});

test("asking a stale feed again costs nothing while it stays as it is", async () => {
  await openOn(YESTERDAY, 6);
  await scene.harvest();
  scene.arxiv.clock.set(easternInstant(DAY, 8));
  turnStale();
  await scene.harvest();
  scene.arxiv.log.clear();
  await scene.harvest();
  expect(scene.arxiv.log.entries.map(({ pathname, status }) => `${pathname} ${status}`)).toContain(
    "/rss/cs.LG 304",
  );
  await expectNothingOld();
  await expectWhole();
});

test("a feed whose papers all waited for a moderator is believed while they are few", async () => {
  const held = papersOfDays([DAY], 3).map((paper) => ({
    ...paper,
    published: easternInstant("2026-09-21", 9).toISOString(),
  }));
  await scene.open({ papers: [...held, ...papersOfDays(DAYS.slice(1))], day: DAY });
  scene.loseListings();
  expect((await scene.harvest()).problems).toEqual([]);
  await scene.expectTruth([DAY], { categories: ["cs.LG"] });
});

test("what a stale feed of few papers was believed to say is taken back by the true one", async () => {
  await openOn(DAY, 3);
  turnStale();
  await scene.harvest();
  // Too few to tell by their dates that they are of the day before.
  expect((await scene.listStored(DAY, "cs.LG")).length).toBeGreaterThan(0);
  scene.arxiv.faults.clear();
  scene.loseListings();
  await scene.harvest();
  await scene.expectTruth([DAY], { categories: ["cs.LG"] });
});

test.each(["the day before was harvested", "nothing was harvested before"])(
  "with a listing the day is known though its feed is stale, where %s",
  async (before) => {
    await openOn(YESTERDAY, 6);
    scene.arxiv.faults.clear();
    if (before === "the day before was harvested") await scene.harvest();
    scene.arxiv.clock.set(easternInstant(DAY, 8));
    turnStale();
    const report = await scene.harvest();
    expect(report.problems).toEqual([expect.stringMatching(/^cs\.LG: .*earlier day/)]);
    await expectNothingOld();
    await scene.expectTruth([DAY]);
    const line = report.ledger.find(({ category, day }) => category === "cs.LG" && day === DAY);
    expect(line).toMatchObject({ state: "complete", expectedBy: "listing" });
    const { rows } = await scene.db.pool.query(
      "SELECT outcome FROM ledger_answer WHERE source = 'rss' AND category = 'cs.LG' AND day = $1",
      [DAY],
    );
    expect(rows).toEqual([{ outcome: "stale" }]);
    await expectWhole();
  },
);

test("what a stale feed brought is taken back once the listing is seen, and counted", async () => {
  await openOn(DAY, 6);
  turnStale();
  scene.arxiv.faults.add({ name: "unavailable", source: "api", times: "always" });
  scene.loseRecords();
  await scene.harvest();
  const old = scene.listTruth(YESTERDAY, "cs.LG");
  expect(await scene.listStored(DAY, "cs.LG")).toEqual(old);
  scene.arxiv.faults.clear();
  turnStale();
  await scene.harvest();
  await expectNothingOld();
  await scene.expectTruth([DAY]);
  const { rows } = await scene.db.pool.query(
    "SELECT repaired FROM ledger_day WHERE category = 'cs.LG' AND day = $1",
    [DAY],
  );
  expect(rows).toEqual([{ repaired: old.length + scene.listTruth(DAY, "cs.LG").length }]);
});
