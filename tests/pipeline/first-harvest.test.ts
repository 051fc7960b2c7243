import { expect, test } from "vitest";
import { announcementDays } from "@/lib/calendar";
import type { Day } from "@/lib/paper";
import { easternInstant } from "@/tests/arxiv/eastern";
import { papersOfDays } from "./papers-of-days";
import { prepareScene } from "./scene";

const DAY: Day = "2026-09-24";
const NEXT: Day = "2026-09-25";
const DAYS = announcementDays({ until: DAY, count: 10 });

const scene = prepareScene();

/** Days with an announcement, newest first: whether they are estimated. */
async function listDays() {
  const { rows } = await scene.db.pool.query<{ day: Day; isEstimated: boolean }>(
    `SELECT day, bool_and(is_estimated) AS "isEstimated" FROM announcement
      WHERE type = 'new' GROUP BY day ORDER BY day DESC`,
  );
  return rows;
}

test("the first harvest fills the seven announcement days before, marked as estimated", async () => {
  await scene.open({ papers: papersOfDays(DAYS), day: DAY });
  await scene.harvest();
  const [today, ...before] = announcementDays({ until: DAY, count: 8 });
  expect(await listDays()).toEqual([
    { day: today, isEstimated: false },
    ...before.map((day) => ({ day, isEstimated: true })),
  ]);
  await scene.expectTruth(before, { isEstimated: true });
});

test("the listing of the evening tells the next day at once, and the feed agrees", async () => {
  await scene.open({ papers: papersOfDays([DAY, NEXT]), day: DAY });
  scene.arxiv.clock.set(easternInstant(DAY, 21));
  await scene.harvest({ day: NEXT });
  await scene.expectTruth([NEXT]);
  scene.arxiv.clock.set(easternInstant(NEXT, 8));
  expect((await scene.harvest()).repaired).toBe(0);
  await scene.expectTruth([NEXT]);
});

test("without a listing, the feed of a later day turns what was estimated for it into known days", async () => {
  await scene.open({ papers: papersOfDays([DAY, NEXT]), day: DAY });
  scene.loseListings();
  // In the evening the papers of the next day are in the API already, and their feed is not built.
  scene.arxiv.clock.set(easternInstant(DAY, 21));
  await scene.harvest({ day: NEXT });
  expect(await scene.listStored(NEXT, "cs.LG", { isEstimated: true })).not.toEqual([]);
  scene.arxiv.clock.set(easternInstant(NEXT, 8));
  await scene.harvest();
  for (const category of scene.settings.CATEGORIES) {
    expect(await scene.listStored(NEXT, category, { isEstimated: true })).toEqual([]);
  }
  await scene.expectTruth([NEXT]);
});

test.each(["listing", "feed"] as const)(
  "a held paper is new when the %s shows it",
  async (source) => {
    const [held] = papersOfDays([NEXT], 1);
    if (!held) throw new Error("no paper");
    // Submitted for the 23rd, it came out two days later.
    const published = easternInstant("2026-09-22", 9).toISOString();
    await scene.open({
      papers: [
        ...papersOfDays([DAY, NEXT]).filter(({ id }) => id !== held.id),
        { ...held, published },
      ],
      day: DAY,
    });
    if (source === "feed") scene.loseListings();
    // The API has the paper in the evening, and its time of submission speaks of an earlier day.
    scene.arxiv.clock.set(easternInstant(DAY, 21));
    await scene.harvest({ day: "2026-09-23" });
    const told = { paperId: held.id, type: "new" };
    expect(await scene.listStored("2026-09-23", "cs.LG", { isEstimated: true })).toEqual(
      source === "feed" ? [told] : [],
    );
    scene.arxiv.clock.set(easternInstant(NEXT, 8));
    await scene.harvest();
    expect(await scene.listStored(NEXT, "cs.LG")).toContainEqual(told);
    const { rows } = await scene.db.pool.query(
      "SELECT announced_on, day FROM paper JOIN announcement ON paper_id = id WHERE id = $1",
      [held.id],
    );
    expect(rows).toEqual([{ announced_on: NEXT, day: NEXT }]);
  },
);

test("a replaced paper is never new, neither by the feed nor by the API", async () => {
  const [old] = papersOfDays(["2026-03-02"], 1);
  if (!old) throw new Error("no paper");
  const revised = { ...old, revisions: [{ announced: DAY, title: "Second thoughts" }] };
  await scene.open({ papers: [...papersOfDays(DAYS), revised], day: DAY });
  await scene.harvest();
  await scene.harvest();
  const { rows } = await scene.db.pool.query(
    `SELECT version, title, announced_on, day, type FROM paper
       JOIN announcement ON paper_id = id WHERE id = $1`,
    [old.id],
  );
  const facts = { version: 2, title: "Second thoughts", announced_on: null };
  expect(rows).toEqual([{ ...facts, day: DAY, type: "replace" }]);
});

test.each(["records", "API"] as const)(
  "days on which nothing ran are filled by arXiv's %s at the next harvest",
  async (source) => {
    const [today = DAY, missed = DAY, alsoMissed = DAY, ...before] = DAYS;
    await scene.open({ papers: papersOfDays(DAYS), day: before[0] ?? DAY });
    await scene.harvest();
    scene.arxiv.clock.set(easternInstant(today, 8));
    if (source === "API") scene.loseRecords();
    const report = await scene.harvest();
    const isAsked = source === "API";
    expect(report.windows.map(({ day }) => day)).toEqual(isAsked ? [missed, alsoMissed] : []);
    const away = ["cs", "stat"].map((set) =>
      expect.stringMatching(`^the records of ${set}: .* 503`),
    );
    expect(report.problems).toEqual(isAsked ? away : []);
    await scene.expectTruth([missed, alsoMissed], { isEstimated: true });
    await scene.expectTruth([today]);
  },
);

test.each([
  ["the Monday after clocks go forward", "2026-03-09"],
  ["the Monday after clocks go back", "2026-11-02"],
] as const)(
  "%s is stored with its own date, and the days before with theirs",
  async (_name, day) => {
    const days = announcementDays({ until: day, count: 5 });
    await scene.open({ papers: papersOfDays(days), day });
    expect((await scene.harvest()).feeds.map((feed) => feed.day)).toEqual([day, day, day]);
    await scene.expectTruth(days.slice(1), { categories: ["cs.LG"], isEstimated: true });
  },
);

test("on a deferred day the empty feed is nothing to complain of", async () => {
  const holiday = "2026-11-27";
  const days = announcementDays({ until: holiday, count: 8 });
  const [shown = holiday, ...before] = days; // the listing stays as it was
  await scene.open({ papers: papersOfDays(days), day: holiday, holidays: [holiday] });
  const report = await scene.harvest();
  expect(report.problems).toEqual([]);
  await scene.expectTruth([shown]);
  expect(report.windows.map(({ day }) => day)).toEqual(before.slice(0, 6));
  expect(await scene.lastRun()).toMatchObject({ state: "done" });
});

test("a category that is added later gets its earlier days too", async () => {
  await scene.open({ papers: papersOfDays(DAYS), day: DAY, categories: ["cs.LG"] });
  await scene.harvest();
  const settings = { ...scene.settings, CATEGORIES: ["cs.LG", "stat.ML"] };
  await scene.harvest({ settings });
  await scene.expectTruth([DAY], { categories: ["stat.ML"] });
  const [, yesterday = DAY] = DAYS;
  const { rows } = await scene.db.pool.query(
    "SELECT DISTINCT paper_id FROM announcement WHERE category = 'stat.ML' AND day = $1",
    [yesterday],
  );
  expect(rows).toHaveLength(scene.listTruth(yesterday, "stat.ML").length);
});

test("one day can be asked for by name, and one without a listing is no trouble", async () => {
  await scene.open({ papers: papersOfDays(DAYS), day: DAY });
  const eighth = DAYS[8] ?? DAY;
  await scene.harvest({ day: eighth });
  await scene.expectTruth([eighth], { categories: ["cs.LG"], isEstimated: true });
  expect((await scene.harvest({ day: "2026-09-20" })).problems).toEqual([]);
});
