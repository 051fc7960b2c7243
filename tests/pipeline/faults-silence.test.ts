import { expect, test } from "vitest";
import { DAY, DAYS, prepareFaults } from "./faults-scene";
import { papersOfDays } from "./papers-of-days";

const { scene, harvestUnder, expectWholeAfterAnother } = prepareFaults();

test("a refusal closes the gate, and nothing more is asked until a person opens it", async () => {
  const report = await harvestUnder({ name: "access-denied", path: "/rss/cs.CL" });
  expect(report.failure).toMatchObject({ code: "arxiv_blocked" });
  expect(report.feeds.map(({ outcome }) => outcome)).toEqual(["read", "failed"]);
  expect(scene.arxiv.log.entries.map(({ pathname }) => pathname)).toEqual([
    "/list/cs.LG/new",
    "/list/cs.CL/new",
    "/list/stat.ML/new",
    "/rss/cs.LG",
    "/rss/cs.CL",
  ]);
  await scene.expectTruth([DAY]);
  const again = await scene.harvest();
  expect(again.failure).toMatchObject({ code: "arxiv_blocked" });
  expect(scene.arxiv.log.entries).toHaveLength(5);
  await scene.db.pool.query("UPDATE request_gate SET blocked_reason = NULL");
  await expectWholeAfterAnother();
});

test("a category that arXiv has no feed of is named, and the others are read", async () => {
  const settings = { ...scene.settings, CATEGORIES: ["cs.XX", ...scene.settings.CATEGORIES] };
  const report = await scene.harvest({ settings });
  expect(report.problems).toContainEqual(expect.stringMatching(/^cs\.XX: .*no feed of cs\.XX/));
  await scene.expectTruth([DAY], { categories: ["stat.ML"] });
});

test("where the feeds' machine is away, two categories say so, and the listings tell", async () => {
  const report = await harvestUnder({ name: "unavailable", path: "/rss", times: "always" });
  expect(report.problems.at(-1)).toBe("not asked after that: stat.ML");
  await scene.expectTruth([DAY]);
  await expectWholeAfterAnother();
});

test("where the listings' machine is away too, the API is asked", async () => {
  scene.loseListings();
  const report = await harvestUnder({ name: "unavailable", path: "/rss", times: "always" });
  expect(report.problems.at(-1)).toBe("not asked after that: stat.ML");
  expect(
    scene.arxiv.log.entries.filter(({ pathname }) => pathname.startsWith("/rss")),
  ).toHaveLength(6);
  await scene.expectTruth(DAYS.slice(0, 7), { categories: ["cs.LG"], isEstimated: true });
  await expectWholeAfterAnother();
});

test("where nothing of arXiv answers, the run has failed and says why", async () => {
  const report = await harvestUnder({ name: "reset-before-answer", times: "always" });
  expect(report.failure).toMatchObject({ code: "arxiv_unavailable" });
  expect(await scene.lastRun()).toMatchObject({ state: "failed", isOpen: false });
  await expectWholeAfterAnother();
});

test("in a category that has few papers, a day without any is believed once it was asked twice", async () => {
  const few = papersOfDays([DAYS[0] ?? DAY, DAYS[2] ?? DAY], 2).filter(
    ({ categories }) => categories.length === 1,
  );
  await scene.open({ papers: few, day: DAY, categories: ["cs.LG"] });
  expect((await scene.harvest()).problems.length).toBe(6);
  expect((await scene.harvest()).problems).toEqual([]);
  scene.arxiv.log.clear();
  await scene.harvest();
  expect(scene.arxiv.log.entries.map(({ pathname }) => pathname)).toEqual(["/rss/cs.LG"]);
});

test("in a category that has many, an empty day is never believed", async () => {
  await scene.open({ papers: papersOfDays([DAY], 24), day: DAY });
  scene.loseRecords();
  for (let run = 0; run < 3; run++) {
    const { problems } = await scene.harvest();
    expect(problems).toContain("2026-09-23: arXiv's answer was empty");
  }
});
