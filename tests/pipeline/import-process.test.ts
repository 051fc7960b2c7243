import { beforeAll, expect, test, vi } from "vitest";
import { startCommand } from "./command-process";
import { prepareImportScene } from "./import-scene";
import { corpusLine } from "./record-files";

/** Papers a transaction holds, and how many transactions may be under way: what a kill can lose. */
const IN_HAND = 3 * 1000;
const PAPERS = 20_000;

const scene = prepareImportScene();
let file = "";
beforeAll(async () => {
  const lines = Array.from({ length: PAPERS }, (_, index) =>
    corpusLine(`2603.${String(index + 1).padStart(5, "0")}`),
  );
  file = await scene.folder.write("many.jsonl", [...lines.slice(0, 5), "cut", ...lines.slice(5)], {
    isGzip: true,
  });
});

const start = (...files: string[]) => startCommand("import", files, { DATABASE_URL: scene.db.url });

async function countPapers(): Promise<number> {
  const { rows } = await scene.db.pool.query<{ count: number }>("SELECT count(*)::int FROM paper");
  return rows[0]?.count ?? 0;
}

async function reachPapers(count: number): Promise<void> {
  await vi.waitFor(async () => expect(await countPapers()).toBeGreaterThanOrEqual(count), {
    timeout: 50_000,
    interval: 10,
  });
}

test("an import that is killed leaves whole batches, and doing it again completes it", async () => {
  const killed = start(file);
  await reachPapers(4000);
  killed.child.kill("SIGKILL");
  expect(await killed.ended).toBe("SIGKILL");
  const left = await countPapers();
  expect(left).toBeLessThan(PAPERS);
  expect(left % 1000).toBe(0);
  const { rows } = await scene.db.pool.query(
    "SELECT count(*)::int AS bare FROM paper WHERE NOT EXISTS (SELECT FROM announcement WHERE paper_id = id)",
  );
  expect(rows).toEqual([{ bare: 0 }]);

  const again = start(file);
  expect(await again.ended, again.output()).toBe(0);
  expect(await countPapers()).toBe(PAPERS);
  expect(again.output()).toContain("skipped ");
  expect(again.output()).toMatch(/many\.jsonl:6: is not JSON: cut/);
  const added = Number(/stored (\d+) new/.exec(again.output())?.[1]);
  expect(PAPERS - added).toBeGreaterThanOrEqual(left);
  expect(PAPERS - added).toBeLessThanOrEqual(left + IN_HAND);
  const { rows: untagged } = await scene.db.pool.query(
    "SELECT count(*)::int AS count FROM paper WHERE id NOT IN (SELECT paper_id FROM tagging)",
  );
  expect(untagged).toEqual([{ count: 0 }]);
});

test("Ctrl-C ends an import with 130, without a word of alarm, between two batches", async () => {
  const stopped = start(file);
  await reachPapers(2000);
  stopped.child.kill("SIGINT");
  expect(await stopped.ended, stopped.output()).toBe(130);
  expect(stopped.output()).not.toMatch(/error|^ +at /im);
  expect((await countPapers()) % 1000).toBe(0);
  expect(await countPapers()).toBeLessThan(PAPERS);
});

test.each([
  ["without a file", [], /No file given/],
  ["with a file that is missing", ["nothing.jsonl"], /nothing\.jsonl cannot be read/],
] as const)("%s it says so, without a stack, and ends with 1", async (_name, files, says) => {
  const refused = start(...files);
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toMatch(says);
  expect(refused.output()).not.toMatch(/^ +at /m);
});

test("a damaged file ends with 1, after all that could be read is stored", async () => {
  const cut = await scene.folder.writeBytes(
    "cut.jsonl.gz",
    Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]),
  );
  const good = await scene.folder.write("good.jsonl", [corpusLine("2603.00001")]);
  const damaged = start(cut, good);
  expect(await damaged.ended).toBe(1);
  expect(damaged.output()).toContain("cut.jsonl.gz is damaged after line 0");
  expect(await countPapers()).toBe(1);
});
