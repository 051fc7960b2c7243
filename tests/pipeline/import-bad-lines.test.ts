import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { prepareImportScene } from "./import-scene";
import { corpusLine, snapshotLine } from "./record-files";

const scene = prepareImportScene();
const { load } = scene;

const cut = JSON.stringify(corpusLine("2603.00009")).slice(0, -20);
const long = "x".repeat(5_000_000);

/** Bad lines, and what is said of them. */
const BAD: [name: string, line: unknown, says: RegExp][] = [
  ["a cut line", cut, /is not JSON: \{"id"/],
  ["words", "hello", /is not JSON: hello/],
  ["null", "null", /is no JSON object/],
  ["a number", "17", /is no JSON object/],
  ["an array", "[1, 2]", /is no JSON object/],
  ["an object with nothing in it", "{}", /id: /],
  ["an identifier that is a number", corpusLine("x", { id: 2603.00001 }), /^.*id: .*number/],
  ["an identifier that is none", corpusLine("2613.00001"), /"2613\.00001" is no arXiv identifier/],
  [
    "a title that is a list",
    corpusLine("2603.00009", { title: [] }),
    /title: .*\(id "2603.00009"\)/,
  ],
  ["an empty title", corpusLine("2603.00009", { title: " \u0000 " }), /title: is empty/],
  ["no abstract", corpusLine("2603.00009", { abstract: null }), /abstract: /],
  ["authors in one text", corpusLine("2603.00009", { authors: "A, B" }), /authors: /],
  ["an author that is null", corpusLine("2603.00009", { authors: [null] }), /authors\.0: /],
  [
    "no category",
    corpusLine("2603.00009", { categories: [], primary: null }),
    /categories: are missing/,
  ],
  [
    "an unknown category",
    corpusLine("2603.00009", { categories: ["cs.ZZ"] }),
    /is no arXiv category/,
  ],
  ["a version that is text", corpusLine("2603.00009", { version: "2" }), /version: /],
  ["a version of zero", corpusLine("2603.00009", { version: 0 }), /version: /],
  ["an unknown type", corpusLine("2603.00009", { announce_type: "old" }), /announce_type: /],
  [
    "an abstract of two megabytes",
    corpusLine("2603.00009", { abstract: "y".repeat(2_000_000) }),
    /abstract: /,
  ],
  [
    "a line of five megabytes",
    corpusLine("2603.00009", { junk: long }),
    /is longer than 4000000 characters/,
  ],
  ["too many names", corpusLine("2603.00009", { authors: Array(20_001).fill("A") }), /authors: /],
  [
    "names too long together",
    corpusLine("2603.00009", { authors: Array(2_000).fill("n".repeat(200)) }),
    /authors: are too long together/,
  ],
  ["a snapshot without versions", snapshotLine("2603.00009", { versions: [] }), /versions: /],
  [
    "a snapshot with a bad version",
    snapshotLine("2603.00009", { versions: [{ version: "1" }] }),
    /versions\.0\.version: /,
  ],
  [
    "a snapshot with an author of a page",
    snapshotLine("2603.00009", { authors_parsed: [["z".repeat(2_000)]] }),
    /authors: /,
  ],
  [
    "an announcement in the year 2126",
    corpusLine("2603.00009", { announced: "2126-04-21" }),
    /announced: 2126-04-21 lies in the future \(id 2603\.00009\)/,
  ],
  [
    "a submission of next week",
    corpusLine("2603.00009", { published: "2026-11-16T12:00:00Z" }),
    /submitted: 2026-11-16 lies in the future/,
  ],
  [
    "a snapshot with a version of next week",
    snapshotLine("2603.00009", {
      versions: [{ version: "v1", created: "Mon, 16 Nov 2026 12:00:00 GMT" }],
    }),
    /submitted: 2026-11-16 lies in the future/,
  ],
  [
    "a snapshot without categories",
    snapshotLine("2603.00009", { categories: " " }),
    /categories: /,
  ],
];

test.each(BAD)(
  "%s is counted and named with its place, and its neighbours are stored",
  async (_name, line, says) => {
    const lines = [corpusLine("2603.00001"), line, "", corpusLine("2603.00002")];
    const result = await load(await scene.folder.write("bad.jsonl", lines));
    expect(result).toMatchObject({ added: 2, skipped: 1, damaged: [] });
    expect(result.named).toEqual([expect.stringMatching(/^bad\.jsonl:2: /)]);
    expect(result.named[0]).toMatch(says);
  },
);

test("tomorrow's listing, which is out by tonight, is not in the future", async () => {
  const lines = [
    corpusLine("2611.00001", { announced: "2026-11-11", published: "2026-11-10T12:00:00Z" }),
    corpusLine("2611.00002", { published: "2026-11-10T23:00:00Z" }), // estimated a day later
  ];
  const result = await load(await scene.folder.write("tonight.jsonl", lines));
  expect(result).toMatchObject({ added: 2, named: [] });
});

test("a last line without its end is a line", async () => {
  const text = `${JSON.stringify(corpusLine("2603.00001"))}\n${cut}`;
  const result = await load(await scene.folder.writeBytes("cut.jsonl", Buffer.from(text)));
  expect(result.named).toEqual([expect.stringMatching(/^cut\.jsonl:2: is not JSON/)]);
  expect(result).toMatchObject({ added: 1, skipped: 1 });
});

test("control characters, NUL and half surrogate pairs are folded away", async () => {
  const raw = JSON.stringify(
    corpusLine("2603.00001", {
      title: "A\u0000B\u0007C",
      abstract: "x \ud800 y\u0000",
      comment: "\u0001",
      doi: "\u0000",
    }),
  );
  expect(await load(await scene.folder.write("odd.jsonl", [raw]))).toMatchObject({ added: 1 });
  const { rows } = await scene.db.pool.query("SELECT title, abstract, comment, doi FROM paper");
  expect(rows).toEqual([{ title: "A B C", abstract: "x \ufffd y", comment: null, doi: null }]);
});

test("a paper of 3,303 authors is stored with all of them", async () => {
  const authors = Array.from({ length: 3303 }, (_, index) => `Author Number${index}`);
  await load(await scene.folder.write("many.jsonl", [corpusLine("2603.00001", { authors })]));
  const { rows } = await scene.db.pool.query("SELECT cardinality(authors) AS count FROM paper");
  expect(rows).toEqual([{ count: 3303 }]);
});

test("a paper that the database itself refuses is named, and the others are stored", async () => {
  // A constraint that divides by zero for one title stands for whatever no reader has foreseen.
  await scene.db.pool.query(
    "ALTER TABLE paper ADD CONSTRAINT odd CHECK (1 / (length(title) - 7) IS NOT NULL)",
  );
  const lines = [
    ...Array.from({ length: 20 }, (_, index) =>
      corpusLine(`2603.${String(index + 100).padStart(5, "0")}`),
    ),
    corpusLine("2603.00099", { title: "1234567" }),
  ];
  const result = await load(await scene.folder.write("refused.jsonl", lines));
  await scene.db.pool.query("ALTER TABLE paper DROP CONSTRAINT odd");
  expect(result).toMatchObject({ added: 20, skipped: 1 });
  expect(result.named).toEqual([
    expect.stringMatching(/^refused\.jsonl:21: the database refuses it/),
  ]);
});

test("a gzipped file that is cut off gives what came before, and is called damaged", async () => {
  const lines = Array.from({ length: 3000 }, (_, index) =>
    JSON.stringify(corpusLine(`2603.${String(index + 1).padStart(5, "0")}`)),
  );
  const bytes = gzipSync(lines.join("\n"));
  const file = await scene.folder.writeBytes("cut.jsonl.gz", bytes.subarray(0, bytes.length * 0.6));
  const next = await scene.folder.write("next.jsonl", [corpusLine("2604.00001")]);
  const result = await load(file, next);
  expect(result.damaged).toEqual([
    expect.stringMatching(/cut\.jsonl\.gz is damaged after line \d+/),
  ]);
  expect(result.added).toBeGreaterThan(1000);
  const { rows } = await scene.db.pool.query("SELECT FROM paper WHERE id = '2604.00001'");
  expect(rows).toHaveLength(1);
});

test("an empty file is no trouble", async () => {
  expect(await load(await scene.folder.write("empty.jsonl", []))).toMatchObject({
    added: 0,
    skipped: 0,
  });
});

test.each([
  ["a missing file", "missing.jsonl", /missing\.jsonl cannot be read: ENOENT/],
  ["a folder", ".", /is not a file/],
])("%s is refused before anything is read", async (_name, name, says) => {
  const good = await scene.folder.write("good.jsonl", [corpusLine("2603.00001")]);
  const loading = load(good, scene.folder.pathOf(name));
  await expect(loading).rejects.toMatchObject({
    code: "bad_input",
    message: expect.stringMatching(says),
  });
  expect((await scene.db.pool.query("SELECT FROM paper")).rowCount).toBe(0);
});

test("a database that goes away in the middle is an error, not a crash", async () => {
  const lines = Array.from({ length: 4000 }, (_, index) =>
    corpusLine(`2603.${String(index + 1).padStart(5, "0")}`),
  );
  const file = await scene.folder.write("large.jsonl", lines);
  await scene.db.pool.query("ALTER TABLE announcement RENAME TO away");
  await expect(load(file)).rejects.toMatchObject({ code: "42P01" });
  await scene.db.pool.query("ALTER TABLE away RENAME TO announcement");
  expect(await load(file)).toMatchObject({ added: 4000 });
});
