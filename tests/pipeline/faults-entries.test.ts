import { describe, expect, test } from "vitest";
import { DAY, DAYS, prepareFaults } from "./faults-scene";

const [, YESTERDAY = DAY] = DAYS;
const { scene, harvestUnder, expectWholeAfterAnother } = prepareFaults();

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
