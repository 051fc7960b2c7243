import { beforeEach, describe, expect, test } from "vitest";
import { announcementDays } from "@/lib/calendar";
import type { HarvestReport } from "@/lib/pipeline/harvest-report";
import type { Fault } from "@/tests/arxiv/faults";
import { papersOfDays } from "./papers-of-days";
import { prepareScene } from "./scene";

const DAY = "2026-09-24";
const DAYS = announcementDays({ until: DAY, count: 8 });
const [, YESTERDAY = DAY] = DAYS;

const scene = prepareScene();
beforeEach(() => scene.open({ papers: papersOfDays(DAYS), day: DAY }));

async function harvestUnder(fault: Fault): Promise<HarvestReport> {
  scene.arxiv.faults.add(fault);
  return scene.harvest();
}

/** Without any fault, one more harvest leaves nothing to be desired. */
async function expectWholeAfterAnother(): Promise<void> {
  scene.arxiv.faults.clear();
  const report = await scene.harvest();
  expect(report.problems).toEqual([]);
  expect(report.failure).toBeNull();
  expect(await scene.lastRun()).toMatchObject({ state: "done" });
  await scene.expectTruth([DAY]);
  await scene.expectTruth(DAYS.slice(1), { isEstimated: true });
  const { rows } = await scene.db.pool.query(
    "SELECT count(*) FILTER (WHERE NOT is_complete)::int AS incomplete, count(*)::int AS papers FROM paper",
  );
  expect(rows).toEqual([{ incomplete: 0, papers: scene.arxiv.archive.papers.size }]);
}

describe("a fault that passes is made good within the harvest", () => {
  test.each<Fault>([
    { name: "rate-limited", source: "list" },
    { name: "rate-limited", source: "oai" },
    { name: "rate-limited", source: "rss" },
    { name: "rate-limited-seconds" },
    { name: "unavailable", source: "list" },
    { name: "unavailable", source: "oai" },
    { name: "unavailable", source: "rss" },
    { name: "unavailable-seconds", source: "oai" },
    { name: "unavailable-date" },
    { name: "html-page", source: "list" },
    { name: "html-page", source: "oai" },
    { name: "html-page", source: "rss" },
    { name: "new-markup", source: "list" },
    { name: "empty-first-page", source: "oai" },
    { name: "truncated-xml", source: "list" },
    { name: "truncated-xml", source: "oai" },
    { name: "truncated-xml", source: "rss" },
    { name: "reset-before-answer", source: "rss" },
    { name: "reset-mid-body", source: "list" },
    { name: "reset-mid-body", source: "oai" },
    { name: "reset-mid-body", source: "rss" },
    { name: "unasked-304", source: "rss" },
    { name: "redirect", times: "always" },
    { name: "slow-answer", dripMilliseconds: 2, times: 3, source: "rss" },
    { name: "wrong-content-type", times: "always" },
    { name: "folded-lines", times: "always" },
    { name: "unsorted", times: "always" },
    { name: "empty-first-page", path: "/api" },
    { name: "phantom-total", path: "/api" },
  ])("$name $source", async (fault) => {
    expect((await harvestUnder(fault)).problems).toEqual([]);
    expect(scene.arxiv.log.entries.some((entry) => entry.fault === fault.name)).toBe(true);
    await expectWholeAfterAnother();
  });
});

const BAD_FEEDS: (Fault & { says: RegExp })[] = [
  { name: "unavailable", says: /^cs\.CL: .* 503/ },
  { name: "html-page", says: /^cs\.CL: .*web page/ },
  { name: "truncated-xml", says: /^cs\.CL: .*cut off/ },
  { name: "reset-before-answer", says: /^cs\.CL: no answer/ },
  { name: "reset-mid-body", says: /^cs\.CL: no answer/ },
  { name: "unasked-304", says: /^cs\.CL: .* 304: an empty body/ },
  { name: "redirect-loop", says: /^cs\.CL: more than 5 redirects/ },
  { name: "redirect", location: "http://example.org/", says: /^cs\.CL: .*sends us elsewhere/ },
];

describe("one feed that stays bad is named, the others are read, and the listing has its papers", () => {
  test.each(BAD_FEEDS)("$name", async ({ says, ...fault }) => {
    const report = await harvestUnder({ ...fault, path: "/rss/cs.CL", times: "always" });
    expect(report.problems).toEqual([expect.stringMatching(says)]);
    await scene.expectTruth([DAY]);
    expect(report.ledger.at(-1)).toMatchObject({ day: DAY, state: "complete" });
    await expectWholeAfterAnother();
  });
});

describe("without a listing, one feed that stays bad is named, and the API has its papers", () => {
  test.each<Fault & { says: RegExp }>([
    ...BAD_FEEDS,
    { name: "empty-first-page", says: /^cs\.CL: no entries on 2026-09-24/ },
  ])("$name", async ({ says, ...fault }) => {
    scene.loseListings();
    const report = await harvestUnder({ ...fault, path: "/rss/cs.CL", times: "always" });
    expect(report.problems).toEqual([expect.stringMatching(says)]);
    expect(await scene.lastRun()).toMatchObject({
      state: "partial",
      message: expect.stringContaining("cs.CL"),
    });
    await scene.expectTruth([DAY], { categories: ["cs.LG", "stat.ML"] });
    await scene.expectTruth([DAY], { categories: ["cs.CL"], isEstimated: true });
    await expectWholeAfterAnother();
  });
});

describe("without arXiv's records, a query API that stays bad is named, and today's feeds are there", () => {
  test.each<Fault & { says: RegExp }>([
    { name: "empty-first-page", says: /2026-09-23: arXiv's answer was empty/ },
    { name: "phantom-total", says: /2026-09-23: arXiv's answer was empty/ },
    { name: "error-entry-400", says: /2026-09-23: .*the search backend failed/ },
    { name: "error-entry-200", says: /2026-09-23: .*the search backend failed/ },
    { name: "unavailable", says: /2026-09-23: .* 503/ },
    { name: "rate-limited", says: /2026-09-23: .* 429: Rate exceeded/ },
    { name: "html-page", says: /2026-09-23: .*web page/ },
    { name: "truncated-xml", says: /2026-09-23: .*cut off/ },
    { name: "reset-mid-body", says: /2026-09-23: no answer/ },
    { name: "index-lag", says: /papers are not in the query API's index yet/ },
  ])("$name", async ({ says, ...fault }) => {
    scene.loseRecords();
    const report = await harvestUnder({ ...fault, path: "/api", times: "always" });
    expect(report.problems.join("\n")).toMatch(says);
    expect(await scene.lastRun()).toMatchObject({ state: "partial" });
    await scene.expectTruth([DAY]);
    await expectWholeAfterAnother();
  });
});

describe("one entry that cannot be read is named, and the others are stored", () => {
  test.each(["/rss/cs.LG", "/api", "/oai"])(
    "in an answer of %s, which others make good",
    async (path) => {
      const report = await harvestUnder({ name: "malformed-entry", path });
      expect(report.skipped.length).toBe(1);
      expect(await scene.lastRun()).toMatchObject({
        message: expect.stringContaining("1 skipped ("),
      });
      await scene.expectTruth([DAY]);
      await scene.expectTruth([YESTERDAY], { isEstimated: true });
      await expectWholeAfterAnother();
    },
  );

  test.each(["/rss/cs.LG", "/api"])(
    "in an answer of %s, where it is all there is",
    async (path) => {
      scene.loseListings();
      scene.loseRecords();
      const report = await harvestUnder({ name: "malformed-entry", path });
      expect(report.skipped.length).toBe(1);
      expect(report.problems).toContainEqual(expect.stringMatching(/could not be read/));
      expect(await scene.lastRun()).toMatchObject({ state: "partial" });
      const day = path === "/api" ? YESTERDAY : DAY;
      const stored = await scene.listStored(day, "cs.LG", { isEstimated: path === "/api" });
      expect(stored.length).toBe(scene.listTruth(day, "cs.LG").length - 1);
      await expectWholeAfterAnother();
    },
  );

  test.each(["title-zero", "bad-macros", "control-characters"] as const)(
    "%s hides no paper",
    async (name) => {
      expect((await harvestUnder({ name, times: "always" })).skipped).toEqual([]);
      await expectWholeAfterAnother();
    },
  );

  test("an entry that stays unreadable is not asked for for ever", async () => {
    scene.loseRecords();
    scene.arxiv.faults.add({ name: "malformed-entry", path: "/api", times: "always" });
    const windows = [];
    for (let run = 0; run < 3; run++) windows.push((await scene.harvest()).windows.length);
    expect(windows).toEqual([7, 7, 0]);
  });
});

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
