import { expect, test } from "vitest";
import { announcementDays } from "@/lib/calendar";
import { easternInstant } from "@/tests/arxiv/eastern";
import { examplePaper } from "@/tests/arxiv/paper-examples";
import type { PaperSource } from "@/tests/arxiv/paper-source";
import { papersOfDays } from "./papers-of-days";
import { prepareScene } from "./scene";

const DAY = "2026-09-24";
const DAYS = announcementDays({ until: DAY, count: 8 });

const scene = prepareScene();

async function harvestOf(papers: PaperSource[], categories = ["cs.LG"]) {
  await scene.open({ papers: [...papersOfDays(DAYS), ...papers], day: DAY, categories });
  return scene.harvest();
}

async function read(id: string) {
  const { rows } = await scene.db.pool.query("SELECT * FROM paper WHERE id = $1", [id]);
  return rows[0];
}

test('the title "0" is a title', async () => {
  const report = await harvestOf([examplePaper("2609.30001", DAY, { title: "0" })]);
  expect(report.skipped).toEqual([]);
  expect(await read("2609.30001")).toMatchObject({ title: "0" });
});

test("an old-style identifier keeps its archive", async () => {
  const old = { revisions: [{ announced: DAY }], categories: ["hep-th", "cs.LG"] } as const;
  await harvestOf([examplePaper("hep-th/9901001", "1999-01-05", old)], ["hep-th", "cs.LG"]);
  expect(await read("hep-th/9901001")).toMatchObject({ version: 2, primary_category: "hep-th" });
  expect(await scene.listStored(DAY, "hep-th")).toEqual([
    { paperId: "hep-th/9901001", type: "replace" },
  ]);
});

test("both names of one category lead to its papers", async () => {
  const papers = [
    examplePaper("2609.30001", DAY, { categories: ["math.NA", "cs.NA"] }),
    examplePaper("2609.30002", DAYS[1] ?? DAY, { categories: ["cs.NA", "math.NA"] }),
  ];
  await harvestOf(papers, ["cs.LG", "math.NA"]);
  await scene.expectTruth([DAY], { categories: ["math.NA"] });
  const earlier = await scene.listStored(DAYS[1] ?? DAY, "math.NA", { isEstimated: true });
  expect(earlier.map(({ paperId }) => paperId)).toEqual(["2609.30002"]);
});

test("a sixth version, which feeds leave out, comes with the API's word on its first day", async () => {
  const revisions = ["2026-09-16", "2026-09-17", "2026-09-18", "2026-09-21", DAY].map(
    (announced) => ({ announced: announced as typeof DAY }),
  );
  const report = await harvestOf([examplePaper("2609.10001", "2026-09-15", { revisions })]);
  expect(scene.arxiv.truth(DAY, "cs.LG").leftOut).toEqual(["2609.10001"]);
  expect(report.problems).toEqual([]);
  expect(await read("2609.10001")).toMatchObject({ version: 6, announced_on: "2026-09-15" });
});

test("a changed primary category and a withdrawal take the place of what was known", async () => {
  const paper = examplePaper("2609.23900", "2026-09-23", {
    revisions: [{ announced: DAY, categories: ["stat.ML", "cs.LG"], isWithdrawn: true }],
  });
  await scene.open({ papers: [...papersOfDays(DAYS), paper], day: "2026-09-23" });
  await scene.harvest();
  scene.arxiv.clock.set(easternInstant(DAY, 8));
  await scene.harvest();
  expect(await read(paper.id)).toMatchObject({
    version: 2,
    primary_category: "stat.ML",
    comment: "This paper has been withdrawn",
    announced_on: "2026-09-23",
  });
});

test.each([
  ["the listing knows all", "listing"],
  ["the API has the new papers that are cut off", "api"],
])("of a day with more entries than a feed shows, %s", async (_name, source) => {
  const replaced = Array.from({ length: 1995 }, (_, index) =>
    examplePaper(`2603.${String(index + 10_000)}`, "2026-03-02", {
      revisions: [{ announced: DAY }],
    }),
  );
  const papers = [...papersOfDays(DAYS, 6), ...replaced, ...papersOfDays([DAY], 40).slice(6)];
  await scene.open({ papers, day: DAY, categories: ["cs.LG"] });
  if (source === "api") scene.loseListings();
  const report = await scene.harvest();
  expect(report.feeds[0]).toMatchObject({ isWhole: false });
  const fresh = scene.arxiv.truth(DAY, "cs.LG").announcements.filter(({ type }) => type === "new");
  const { rows } = await scene.db.pool.query<{ id: string }>(
    `SELECT DISTINCT paper_id AS id FROM announcement
      WHERE category = 'cs.LG' AND day = $1 AND type = 'new' ORDER BY 1`,
    [DAY],
  );
  expect(rows.map(({ id }) => id)).toEqual(fresh.map(({ paperId }) => paperId).sort());
  if (source === "listing") await scene.expectTruth([DAY]);
  else expect((await scene.listStored(DAY, "cs.LG")).length).toBe(2000);
});
