import { beforeEach, expect, test, vi } from "vitest";
import { announcementDays } from "@/lib/calendar";
import { type Command, startCommand } from "./command-process";
import { papersOfDays } from "./papers-of-days";
import { prepareScene } from "./scene";

const DAY = "2026-03-12";
const DAYS = announcementDays({ until: DAY, count: 8 });

const scene = prepareScene();
beforeEach(() => scene.open({ papers: papersOfDays(DAYS), day: DAY }));

function startHarvest(...args: string[]): Command {
  return startCommand("harvest", args, scene.environment);
}

/** Answers come so slowly from the given request on that a signal hits the process in its middle. */
async function reachRequest(number: number): Promise<void> {
  const { log } = scene.arxiv;
  await vi.waitFor(() => expect(log.entries.length).toBeGreaterThanOrEqual(number), {
    timeout: 50_000,
    interval: 5,
  });
}

async function expectTruth(): Promise<void> {
  await scene.expectTruth([DAY]);
  await scene.expectTruth(DAYS.slice(1), { isEstimated: true });
}

test.each([1, 5, 9, 14])(
  "a harvest killed at its request %i loses nothing, and the next goes on from there",
  async (number) => {
    scene.arxiv.faults.add({ name: "slow-answer", dripMilliseconds: 5, times: "always" });
    const killed = startHarvest();
    await reachRequest(number);
    killed.child.kill("SIGKILL");
    expect(await killed.ended).toBe("SIGKILL");
    scene.arxiv.faults.clear();
    const { rows } = await scene.db.pool.query<{ day: string }>(
      "SELECT day FROM harvest_window WHERE finished_at IS NOT NULL",
    );
    scene.arxiv.log.clear();
    const next = startHarvest();
    expect(await next.ended, next.output()).toBe(0);
    await expectTruth();
    // Of the days only those that were not finished; later the records make even them needless.
    const asked = scene.arxiv.log.entries.filter(({ parameters }) =>
      parameters.has("search_query"),
    );
    expect(asked.length).toBeLessThanOrEqual(7 - rows.length);
    expect(await scene.lastRun()).toMatchObject({ state: "done" });
  },
);

test("a list of records is gone on with at its page by another process after a kill", async () => {
  await scene.open({ papers: papersOfDays(DAYS), day: DAY, oai: { pageSize: 7 } });
  const slow = { name: "slow-answer", source: "oai", dripMilliseconds: 50 } as const;
  scene.arxiv.faults.add({ ...slow, after: 3 });
  const killed = startHarvest();
  const listAsked = () => scene.arxiv.log.entries.filter(({ source }) => source === "oai");
  await vi.waitFor(() => expect(listAsked()).toHaveLength(4), { timeout: 50_000, interval: 5 });
  killed.child.kill("SIGKILL");
  expect(await killed.ended).toBe("SIGKILL");
  const unanswered = listAsked().at(-1)?.url;
  scene.arxiv.log.clear();
  const next = startHarvest();
  expect(await next.ended, next.output()).toBe(0);
  const [first, ...others] = listAsked().filter(
    ({ parameters }) => parameters.get("set") !== "stat",
  );
  expect(first?.url).toBe(unanswered);
  expect(first?.parameters.has("resumptionToken")).toBe(true);
  expect(others.filter(({ parameters }) => parameters.get("set") === "cs")).toEqual([]);
  await expectTruth();
  const { rows } = await scene.db.pool.query(
    "SELECT count(*)::int AS left FROM paper WHERE source NOT IN ('oai', 'sample')",
  );
  expect(rows).toEqual([{ left: 0 }]);
});

test("of two harvests at once one runs, and the other says so and is to try again later", async () => {
  scene.arxiv.faults.add({ name: "slow-answer", dripMilliseconds: 100, times: 1 });
  const first = startHarvest();
  await reachRequest(1);
  const second = startHarvest();
  expect(await second.ended).toBe(75);
  expect(second.output()).toContain("Another process is harvesting");
  scene.arxiv.faults.clear();
  expect(await first.ended, first.output()).toBe(0);
  await expectTruth();
});

test("Ctrl-C ends a harvest with 130, keeps what was stored and blames nobody", async () => {
  scene.arxiv.faults.add({ name: "slow-answer", dripMilliseconds: 200, path: "/rss/cs.CL" });
  const stopped = startHarvest();
  await reachRequest(5);
  stopped.child.kill("SIGINT");
  expect(await stopped.ended, stopped.output()).toBe(130);
  await scene.expectTruth([DAY]); // as the listings told it
  expect(await scene.lastRun()).toMatchObject({ state: "partial", isOpen: true });
  const { rows } = await scene.db.pool.query("SELECT category, failures FROM feed_state");
  expect(rows).toEqual([{ category: "cs.LG", failures: 0 }]);
  const { rows: gate } = await scene.db.pool.query("SELECT failures FROM request_gate");
  expect(gate).toEqual([{ failures: 0 }]);
});

test("the exit code says what to do next", async () => {
  const done = startHarvest();
  expect(await done.ended, done.output()).toBe(0);
  expect(done.output().trim().split("\n").at(-1)).toMatch(
    /^stored \d+ new, \d+ revised, \d+ completed, 0 skipped\. /,
  );

  scene.arxiv.faults.add({ name: "html-page", path: "/rss/cs.CL", times: "always" });
  const partial = startHarvest();
  expect(await partial.ended).toBe(75);
  expect(partial.output().trim().split("\n").at(-1)).toMatch(/; incomplete: cs\.CL: .*web page/);

  scene.arxiv.faults.clear();
  scene.arxiv.faults.add({ name: "access-denied" });
  const refused = startHarvest();
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain("find out why before asking again");
  const closed = startHarvest();
  expect(await closed.ended).toBe(1);
  expect(closed.output()).toContain("npm run harvest -- --unblock");
  const opened = startHarvest("--unblock");
  expect(await opened.ended, opened.output()).toBe(0);
});

test.each([
  [["--day", "2026-02-30"], /--day 2026-02-30 is no date/],
  [["--from", "yesterday"], /--from yesterday is no date/],
  [["--categories", "cs.LG,cs.XX"], /"cs\.XX" is no arXiv category/],
  [["--fast"], /Unknown option '--fast'/],
] as const)("%j is refused with a reason and no stack", async (args, says) => {
  const refused = startHarvest(...args);
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toMatch(says);
  expect(refused.output()).not.toMatch(/^ +at /m);
  expect(scene.arxiv.log.entries).toEqual([]);
});
