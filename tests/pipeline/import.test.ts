import { describe, expect, test } from "vitest";
import { readCorpus } from "@/tests/arxiv/corpus";
import { hasSharedData, sharedData } from "@/tests/shared-data";
import { prepareImportScene } from "./import-scene";
import { photograph } from "./photograph";
import { corpusLine, snapshotLine } from "./record-files";

const scene = prepareImportScene();
const { load } = scene;

async function read(id: string) {
  const { rows } = await scene.db.pool.query("SELECT * FROM paper WHERE id = $1", [id]);
  return rows[0];
}

async function listAnnouncements(id: string) {
  const { rows } = await scene.db.pool.query(
    `SELECT category, day, type, is_estimated AS "isEstimated" FROM announcement
      WHERE paper_id = $1 ORDER BY category`,
    [id],
  );
  return rows;
}

describe("the plainer shape", () => {
  test("is stored with all it says", async () => {
    const facts = { comment: "3 figures", doi: "10.1/x", categories: ["cs.LG", "math.OC"] };
    await load(await scene.folder.write("one.jsonl", [corpusLine("2603.00001", facts)]));
    expect(await read("2603.00001")).toMatchObject({
      title: "On 2603.00001",
      authors: ["Ada Example"],
      categories: ["cs.LG", "math.OC"],
      primary_category: "cs.LG",
      comment: "3 figures",
      doi: "10.1/x",
      source: "import",
      is_complete: true,
      announced_on: "2026-03-11",
    });
  });

  test("an announced day is known, a derived one is estimated", async () => {
    const lines = [corpusLine("2603.00001", { announced: "2026-03-12" }), corpusLine("2603.00002")];
    await load(await scene.folder.write("days.jsonl", lines));
    expect(await listAnnouncements("2603.00001")).toEqual([
      { category: "cs.LG", day: "2026-03-12", type: "new", isEstimated: false },
    ]);
    expect(await listAnnouncements("2603.00002")).toEqual([
      { category: "cs.LG", day: "2026-03-11", type: "new", isEstimated: true },
    ]);
  });

  test.each([
    ["2401.00001", "replace"],
    ["cs/0501001", "replace"],
    ["hep-th/9901001", "replace"],
    ["2603.00001", "new"],
    ["2602.00001", "new"],
  ])("a second version of %s listed in March 2026 was a %s", async (id, type) => {
    const said = { version: 2, announced: "2026-03-03", published: null };
    await load(await scene.folder.write("types.jsonl", [corpusLine(id, said)]));
    expect(await listAnnouncements(id)).toMatchObject([{ type }]);
  });

  test.each([
    ["a time without a zone", "2026-03-10T12:00:00"],
    ["a date that does not exist", "2026-02-30"],
    ["a year before arXiv", "0000-01-01T00:00:00Z"],
    ["words", "the day after"],
  ])("%s is no date, and the paper is stored without it", async (_name, published) => {
    const line = corpusLine("2603.00001", { published, announced: "0000-01-01" });
    expect(await load(await scene.folder.write("date.jsonl", [line]))).toMatchObject({ added: 1 });
    const { rows } = await scene.db.pool.query("SELECT submitted_at FROM paper_version");
    expect(rows).toEqual([{ submitted_at: null }]);
    expect(await listAnnouncements("2603.00001")).toEqual([]);
  });
});

describe("the snapshot's shape", () => {
  test("is stored with every version, whatever their order", async () => {
    const versions = [
      { version: "v10", created: "Fri, 13 Mar 2026 09:00:00 GMT" },
      { version: "v3", created: "Thu, 12 Mar 2026 09:00:00 GMT" },
      { version: "v1", created: "Tue, 10 Mar 2026 12:00:00 GMT" },
    ];
    await load(
      await scene.folder.write("snapshot.jsonl", [snapshotLine("2603.00001", { versions })]),
    );
    expect(await read("2603.00001")).toMatchObject({
      version: 10,
      authors: ["Ada Example", "Bo Sample"],
      abstract: "We study 2603.00001.",
      categories: ["cs.LG", "stat.ML"],
      comment: "9 pages",
      submitter: "Ada Example",
      announced_on: "2026-03-11",
    });
    const { rows } = await scene.db.pool.query("SELECT number FROM paper_version ORDER BY number");
    expect(rows.map(({ number }) => number)).toEqual([1, 3, 10]);
  });

  test("old identifiers, suffixes and empty texts are read as they are meant", async () => {
    const line = snapshotLine("hep-th/9901001", {
      categories: "hep-th math-ph",
      authors_parsed: [
        ["Doe", "John", "Jr."],
        ["Collaboration", "", ""],
        ["", "", ""],
        ["Sample", "Bo", "", "Somewhere"],
      ],
      comments: "",
      doi: "  ",
      license: "http://example.org/",
      versions: [{ version: "v1", created: "Mon, 4 Jan 1999 15:29:38 GMT" }],
    });
    await load(await scene.folder.write("old.jsonl", [line]));
    expect(await read("hep-th/9901001")).toMatchObject({
      authors: ["John Doe Jr.", "Collaboration", "Bo Sample"],
      comment: null,
      doi: null,
      license: "http://example.org/",
      primary_category: "hep-th",
      announced_on: "1999-01-05",
    });
  });

  test("without parsed authors the raw line is divided, affiliations left out", async () => {
    const authors = "A. One (1,2), B. Two (2) and C. Anders ((1) MPA, (2) Harvard)";
    const line = snapshotLine("2603.00001", { authors, authors_parsed: null });
    await load(await scene.folder.write("raw.jsonl", [line]));
    expect(await read("2603.00001")).toMatchObject({ authors: ["A. One", "B. Two", "C. Anders"] });
  });
});

test("a file is gzipped or plain by its bytes, not its name", async () => {
  const lines = [corpusLine("2603.00001")];
  const packed = await scene.folder.write("packed.jsonl", lines, { isGzip: true });
  const plain = await scene.folder.write("plain.jsonl.gz", [corpusLine("2603.00002")]);
  expect(await load(packed, plain)).toMatchObject({ added: 2, skipped: 0 });
});

test("line ends of other systems, a byte order mark and empty lines make no difference", async () => {
  const [first, second] = [corpusLine("2603.00001"), corpusLine("2603.00002")];
  const text = `\uFEFF${JSON.stringify(first)}\r\n\r\n   \n${JSON.stringify(second)}`;
  const file = await scene.folder.writeBytes("windows.jsonl", Buffer.from(text));
  expect(await load(file)).toMatchObject({ added: 2, skipped: 0 });
});

describe("running it again", () => {
  test("changes nothing, in either shape", async () => {
    const plain = await scene.folder.write("a.jsonl", [
      corpusLine("2603.00001"),
      corpusLine("2603.00002", { announced: "2026-03-12" }),
    ]);
    const snapshot = await scene.folder.write("b.jsonl", [
      snapshotLine("2603.00001"),
      snapshotLine("2603.00003"),
    ]);
    await load(plain, snapshot);
    const before = await photograph(scene.db);
    expect(await load(plain, snapshot)).toMatchObject({ added: 0, revised: 0, skipped: 0 });
    expect(await photograph(scene.db)).toEqual(before);
  });

  test("changes nothing where one identifier comes with different texts", async () => {
    const a = corpusLine("2603.00001", { title: "One", comment: null });
    const b = corpusLine("2603.00001", { title: "Two", comment: "late", authors: [] });
    const c = corpusLine("2603.00001", { title: "Three", doi: "10.1/x", announced: "2026-03-12" });
    const first = await scene.folder.write("dup-1.jsonl", [a, b, corpusLine("2603.00002")]);
    const second = await scene.folder.write("dup-2.jsonl", [c, c]);
    await load(first, second);
    const before = await photograph(scene.db);
    const stored = await read("2603.00001");
    await load(first, second);
    expect(await photograph(scene.db)).toEqual(before);
    expect(await read("2603.00001")).toEqual(stored);
  });

  test("of two versions the newer stays, whichever comes last", async () => {
    const older = corpusLine("2603.00001", { version: 1, title: "Older" });
    const newer = corpusLine("2603.00001", { version: 2, title: "Newer" });
    await load(
      await scene.folder.write("n.jsonl", [newer]),
      await scene.folder.write("o.jsonl", [older]),
    );
    expect(await read("2603.00001")).toMatchObject({ version: 2, title: "Newer" });
  });
});

describe.skipIf(!hasSharedData)(
  "with real records (skipped where ../shared/data is absent)",
  () => {
    test("the sample of the corpus is stored whole, and again without a change", async () => {
      const file = sharedData("corpus/sample.jsonl.gz");
      const first = await load(file);
      const { rows } = await scene.db.pool.query<{ count: number }>(
        "SELECT count(*)::int FROM paper",
      );
      expect(first.added).toBe(rows[0]?.count);
      expect(first.added + first.revised + first.unchanged + first.skipped).toBe(1835);
      expect(first.skipped).toBeLessThan(20);
      const before = await photograph(scene.db);
      expect(await load(file)).toMatchObject({ added: 0, revised: 0 });
      expect(await photograph(scene.db)).toEqual(before);
    });

    test("the paper of 3,303 authors among them is stored with all of them", async () => {
      for await (const paper of readCorpus(sharedData("corpus/full-04.jsonl.gz"))) {
        if (paper.authors.length !== 3303) continue;
        await load(await scene.folder.write("collaboration.jsonl", [paper]));
        break;
      }
      const { rows } = await scene.db.pool.query(
        'SELECT cardinality(authors) AS authors, search IS NOT NULL AS "isSearchable" FROM paper',
      );
      expect(rows).toEqual([{ authors: 3303, isSearchable: true }]);
    });
  },
);
