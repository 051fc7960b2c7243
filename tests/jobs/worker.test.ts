import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { announcementDays } from "@/lib/calendar";
import { type Command, startCommand } from "@/tests/pipeline/command-process";
import { papersOfDays } from "@/tests/pipeline/papers-of-days";
import { prepareScene } from "@/tests/pipeline/scene";

const DAY = "2026-03-12";
const DAYS = announcementDays({ until: DAY, count: 8 });
const PATIENCE = { timeout: 50_000, interval: 50 };

const scene = prepareScene();
const workers: Command[] = [];
beforeEach(async () => {
  await scene.db.pool.query("DROP SCHEMA IF EXISTS graphile_worker CASCADE");
  await scene.open({ papers: papersOfDays(DAYS), day: DAY });
});
afterEach(() => {
  for (const { child } of workers.splice(0)) child.kill("SIGKILL");
});

function startWorker(): Command {
  const worker = startCommand("worker", [], scene.environment);
  workers.push(worker);
  return worker;
}

const waitForState = (state: string) =>
  vi.waitFor(async () => expect(await scene.lastRun()).toMatchObject({ state }), PATIENCE);

async function expectTruth(): Promise<void> {
  await scene.expectTruth([DAY], { categories: ["cs.LG"] });
  const { rows } = await scene.db.pool.query(
    `SELECT count(*)::int AS papers, count(*) FILTER (WHERE is_complete)::int AS complete,
            count(tagging)::int AS tagged
       FROM paper LEFT JOIN tagging ON paper_id = id WHERE source <> 'sample'`,
  );
  const papers = scene.arxiv.archive.papers.size;
  expect(rows).toEqual([{ papers, complete: papers, tagged: papers }]);
}

test("a worker harvests by itself, and SIGTERM ends it with 0", async () => {
  const worker = startWorker();
  await waitForState("done");
  await expectTruth();
  worker.child.kill("SIGTERM");
  expect(await worker.ended, worker.output()).toBe(0);
  expect(worker.output()).toMatch(/harvesting cs\.LG[\s\S]*stored \d+ new/);
  expect(worker.output()).not.toMatch(/error/i);
});

test("SIGTERM in the middle of a harvest ends it with 0, and the next worker goes on at once", async () => {
  scene.arxiv.faults.add({ name: "slow-answer", dripMilliseconds: 300, path: "/rss/cs.CL" });
  const first = startWorker();
  // Three listings, and two feeds.
  await vi.waitFor(() => expect(scene.arxiv.log.entries.length).toBe(5), PATIENCE);
  first.child.kill("SIGTERM");
  expect(await first.ended, first.output()).toBe(0);
  expect(await scene.lastRun()).toMatchObject({ state: "partial", isOpen: true });
  startWorker();
  await waitForState("done");
  await expectTruth();
});

test("after a worker is killed its successor goes on at once, though all feeds had been read", async () => {
  scene.arxiv.faults.add({ name: "silence", path: "/api", times: "always" });
  const killed = startWorker();
  await vi.waitFor(() => expect(scene.arxiv.log.entries.length).toBe(7), PATIENCE);
  killed.child.kill("SIGKILL");
  await killed.ended;
  expect(await scene.lastRun()).toMatchObject({ state: "running" });
  // The job that it held stays locked, for hours by the library's own rule.
  const { rows } = await scene.db.pool.query(
    "SELECT count(*)::int AS locked FROM graphile_worker.jobs WHERE locked_at IS NOT NULL",
  );
  expect(rows).toEqual([{ locked: 1 }]);
  scene.arxiv.faults.clear();
  startWorker();
  await waitForState("done");
  await expectTruth();
});

test("two workers that start at once on a new database both work, and one harvests", async () => {
  const [first, second] = [startWorker(), startWorker()];
  await waitForState("done");
  await expectTruth();
  expect(scene.arxiv.log.maxInFlight()).toBe(1);
  const { rows } = await scene.db.pool.query("SELECT count(*)::int AS runs FROM harvest_run");
  expect(rows).toEqual([{ runs: 1 }]);
  for (const { child } of [first, second]) child.kill("SIGTERM");
  expect(await first.ended, first.output()).toBe(0);
  expect(await second.ended, second.output()).toBe(0);
});

test("a worker started on papers without topics finds them", async () => {
  const harvester = startWorker();
  await waitForState("done");
  harvester.child.kill("SIGTERM");
  await harvester.ended;
  await scene.db.pool.query("TRUNCATE tagging, paper_topic");
  startWorker();
  await vi.waitFor(expectTruth, PATIENCE);
});

test("a running worker finds the topics of what an import left without", async () => {
  const worker = startWorker();
  await waitForState("done");
  await vi.waitFor(expectTruth, PATIENCE);
  await scene.db.pool.query("TRUNCATE tagging, paper_topic");
  await vi.waitFor(expectTruth, { timeout: 75_000, interval: 200 });
  expect(worker.output()).toMatch(/found the topics of \d+ papers/);
}, 130_000);

test("where arXiv does not answer, the worker says so, stays and waits", async () => {
  scene.arxiv.faults.add({ name: "reset-before-answer", times: "always" });
  const worker = startWorker();
  await waitForState("failed");
  await vi.waitFor(() => expect(worker.output()).toMatch(/incomplete: .*no answer from/), PATIENCE);
  const asked = scene.arxiv.log.entries.length;
  expect(worker.child.exitCode).toBeNull();
  worker.child.kill("SIGTERM");
  expect(await worker.ended).toBe(0);
  expect(scene.arxiv.log.entries.length).toBe(asked);
});
