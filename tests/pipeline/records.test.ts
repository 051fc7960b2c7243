import { expect, test } from "vitest";
import { announcementDays } from "@/lib/calendar";
import type { Day } from "@/lib/paper";
import { easternInstant } from "@/tests/arxiv/eastern";
import { examplePaper } from "@/tests/arxiv/paper-examples";
import type { PaperSource } from "@/tests/arxiv/paper-source";
import { papersOfDays } from "./papers-of-days";
import { prepareScene } from "./scene";

const [YESTERDAY, DAY, NEXT]: [Day, Day, Day] = ["2026-09-23", "2026-09-24", "2026-09-25"];
const DAYS = announcementDays({ until: NEXT, count: 9 });

const scene = prepareScene();

/** One category, with its records in pages that end in the middle of a day; without the query API. */
async function openOn(day: Day, more: PaperSource[] = [], tokenForm?: "quoted" | "numbered") {
  await scene.open({
    papers: [...papersOfDays(DAYS), ...more],
    day,
    categories: ["cs.LG"],
    oai: { pageSize: 7, ...(tokenForm ? { tokenForm } : {}) },
  });
  loseApi();
}

const loseApi = () =>
  scene.arxiv.faults.add({ name: "unavailable", source: "api", times: "always" });

function harvestAt(day: Day, hour: number) {
  scene.arxiv.clock.set(easternInstant(day, hour));
  return scene.harvest();
}

/** What was asked of the records, in order: the first day, or that it was the next page. */
function listAsked(): string[] {
  return scene.arxiv.log.entries
    .filter(({ source }) => source === "oai")
    .map(({ parameters }) =>
      parameters.has("resumptionToken") ? "next" : (parameters.get("from") ?? "nothing"),
    );
}

/** That every paper of the category that records show by now is stored as they have it, and no other. */
async function expectRecords(): Promise<void> {
  const { truth, clock } = scene.arxiv;
  const at = new Date(clock.now().getTime() - 2.5 * 3_600_000);
  const { rows } = await scene.db.pool.query<{ id: string; version: number; isComplete: boolean }>(
    `SELECT id, version, source = 'oai' AND is_complete AS "isComplete" FROM paper
      WHERE source <> 'sample' ORDER BY id COLLATE "C"`,
  );
  const from = announcementDays({ until: YESTERDAY, count: 6 }).at(-1) ?? YESTERDAY;
  const recent = truth.paperIds(at, "cs.LG").filter((id) => {
    const record = truth.record(id, at);
    return record?.versions.some(({ announcedOn }) => announcedOn >= from);
  });
  const stored = new Map(rows.map((row) => [row.id, row]));
  const wanted = recent.map((id) => ({
    id,
    version: truth.record(id, at)?.version,
    isComplete: true,
  }));
  expect(recent.map((id) => stored.get(id))).toEqual(wanted);
}

test("licence, comment, dates of all versions and order of categories come from the records", async () => {
  const paper = examplePaper("2609.23900", "2026-09-21", {
    comment: "9 pages",
    license: "http://creativecommons.org/licenses/by/4.0/",
    reportNo: "R-1",
    categories: ["cs.LG", "stat.ML", "cs.AI"],
    revisions: [
      { announced: YESTERDAY, categories: ["stat.ML", "cs.LG", "cs.AI"] },
      { announced: DAY, comment: "10 pages", title: "Third thoughts" },
    ],
  });
  await openOn(DAY, [paper]);
  await scene.harvest();
  const { rows } = await scene.db.pool.query("SELECT * FROM paper WHERE id = $1", [paper.id]);
  expect(rows).toMatchObject([
    {
      version: 3,
      title: "Third thoughts",
      comment: "10 pages",
      license: "http://creativecommons.org/licenses/by/4.0/",
      report_no: "R-1",
      categories: ["stat.ML", "cs.LG", "cs.AI"],
      primary_category: "stat.ML",
      source: "oai",
    },
  ]);
  const { rows: versions } = await scene.db.pool.query<{ number: number; at: Date }>(
    "SELECT number, submitted_at AS at FROM paper_version WHERE paper_id = $1 ORDER BY number",
    [paper.id],
  );
  const told = scene.arxiv.archive.papers.get(paper.id)?.versions ?? [];
  const inSeconds = (instant: Date) => Math.floor(instant.getTime() / 1000);
  expect(versions.map(({ number, at }) => [number, inSeconds(at)])).toEqual(
    told.map(({ number, submittedAt }) => [number, inSeconds(submittedAt)]),
  );
});

test("a second version that withdraws the paper marks it, keeps the reason and the first version", async () => {
  const comment = "This paper has been withdrawn: Lemma 2 is wrong";
  const paper = examplePaper("2609.23900", YESTERDAY, {
    comment: "9 pages",
    revisions: [{ announced: NEXT, isWithdrawn: true, comment }],
  });
  await openOn(DAY, [paper]);
  await scene.harvest();
  await harvestAt(NEXT, 8);
  const { rows } = await scene.db.pool.query(
    `SELECT paper.version, paper.is_withdrawn, paper.comment, first.comment AS before,
            first.is_withdrawn AS was
       FROM paper JOIN paper_version first ON paper_id = id AND number = 1 WHERE id = $1`,
    [paper.id],
  );
  const then = { before: "9 pages", was: false };
  expect(rows).toEqual([{ version: 2, is_withdrawn: true, comment, ...then }]);
});

test("papers of the archive that are in no followed category are not stored", async () => {
  const others = ["cs.CV", "cs.DS"].map((category, index) =>
    examplePaper(`2609.2390${index}`, YESTERDAY, { categories: [category, "math.CO"] }),
  );
  await openOn(DAY, others);
  await scene.harvest();
  await expectRecords();
  const { rows } = await scene.db.pool.query(
    "SELECT id FROM paper WHERE NOT 'cs.LG' = ANY(categories) AND source <> 'sample'",
  );
  expect(rows).toEqual([]);
});

test("a paper first known from a listing, without version or date, is completed by the records", async () => {
  await openOn(YESTERDAY);
  await scene.harvest();
  scene.arxiv.faults.add({ name: "unavailable", source: "rss", times: "always" });
  // The listing of the evening is out, and the records have not been renewed.
  await harvestAt(YESTERDAY, 21);
  const read = async () => {
    const { rows } = await scene.db.pool.query(
      `SELECT paper.source, paper.is_complete, submitted_at IS NOT NULL AS dated FROM paper
         JOIN announcement ON announcement.paper_id = id
         LEFT JOIN paper_version v ON v.paper_id = id AND number = paper.version
        WHERE day = $1 AND category = 'cs.LG'`,
      [DAY],
    );
    return [...new Set(rows.map((row) => JSON.stringify(row)))].map((row) => JSON.parse(row));
  };
  expect(await read()).toEqual([{ source: "listing", is_complete: false, dated: false }]);
  await harvestAt(YESTERDAY, 23);
  expect(await read()).toEqual([{ source: "oai", is_complete: true, dated: true }]);
});

test.each(["quoted", "numbered"] as const)(
  "a list of many pages is read to its end by tokens in the %s form",
  async (form) => {
    await openOn(DAY, [], form);
    const report = await scene.harvest();
    const [from, ...rest] = listAsked();
    expect(from).toMatch(/^2026-09-/);
    expect(rest.length).toBeGreaterThan(3);
    expect(new Set(rest)).toEqual(new Set(["next"]));
    expect(report.problems.join()).not.toMatch(/records of cs/);
    await expectRecords();
    const { rows } = await scene.db.pool.query("SELECT token, pages FROM oai_list");
    expect(rows).toEqual([{ token: null, pages: rest.length + 1 }]);
  },
);

test("a list left in the middle goes on at its page in the next run", async () => {
  await openOn(DAY);
  scene.arxiv.faults.add({ name: "unavailable", source: "oai", after: 3, times: "always" });
  const report = await scene.harvest();
  expect(report.problems.join("\n")).toMatch(/^the records of cs: .* 503/m);
  scene.arxiv.faults.clear();
  loseApi();
  scene.arxiv.log.clear();
  await scene.harvest();
  expect(new Set(listAsked())).toEqual(new Set(["next"]));
  await expectRecords();
});

test.each(["midnight", "refusal"] as const)(
  "a token that is no longer good (%s) has the list begun again where it had got to",
  async (cause) => {
    await openOn(DAY);
    if (cause === "midnight") {
      scene.arxiv.faults.add({ name: "unavailable", source: "oai", after: 4, times: "always" });
      await scene.harvest();
      scene.arxiv.faults.clear();
      scene.arxiv.clock.set(easternInstant(DAY, 21));
    } else {
      scene.arxiv.faults.add({ name: "token-expired", source: "oai", after: 4 });
    }
    await scene.harvest();
    const begun = listAsked().filter((asked) => asked !== "next");
    const [from = "", again = ""] = begun;
    expect(begun).toHaveLength(2);
    expect(again > from).toBe(true);
    await expectRecords();
  },
);

test("an answer that nothing changed, which arXiv keeps for a day, hides nothing for longer", async () => {
  await openOn(YESTERDAY);
  await scene.harvest();
  scene.arxiv.faults.add({ name: "no-records", source: "oai" });
  const pinned = await harvestAt(DAY, 8);
  expect(pinned.ledger.at(-1)).toMatchObject({ day: DAY, state: "complete" });
  await harvestAt(DAY, 12); // the same address is answered from the cache
  await harvestAt(NEXT, 8);
  await expectRecords();
  await scene.expectTruth([YESTERDAY, DAY, NEXT]);
});

test("what is skipped because records move while a list is read is in the next day's list", async () => {
  const papers = papersOfDays(DAYS);
  await scene.open({ papers, day: YESTERDAY, categories: ["cs.LG"], oai: { pageSize: 3 } });
  loseApi();
  await scene.harvest();
  // Among the records of the day itself, which no list has had before.
  scene.arxiv.faults.add({ name: "records-moved", source: "oai", after: 5 });
  await harvestAt(DAY, 8);
  await expect(expectRecords()).rejects.toThrow();
  expect(scene.arxiv.log.entries.some(({ fault }) => fault === "records-moved")).toBe(true);
  await harvestAt(NEXT, 8);
  await expectRecords();
});
