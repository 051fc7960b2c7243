import { expect, test, vi } from "vitest";
import { announcementDays } from "@/lib/calendar";
import type { Day } from "@/lib/paper";
import { type BackfillOptions, backfill } from "@/lib/pipeline/backfill";
import { papersOfDays } from "./papers-of-days";
import { prepareScene } from "./scene";

const DAY: Day = "2026-09-24";
const DAYS = announcementDays({ until: DAY, count: 40 });
const FROM = DAYS.at(-1) ?? DAY;

const scene = prepareScene();

async function open(pageSize = 40): Promise<void> {
  const papers = papersOfDays(DAYS, 5);
  await scene.open({ papers, day: DAY, categories: ["cs.LG"], oai: { pageSize } });
}

function walk(options: Partial<BackfillOptions> = {}) {
  const now = scene.arxiv.clock.now();
  return backfill(scene.db, { settings: scene.settings, now, from: FROM, ...options });
}

function countAsked(source: string): number {
  return scene.arxiv.log.entries.filter((entry) => entry.source === source).length;
}

/** Every paper of the walked days, each on its day by estimate. */
async function expectWalked(): Promise<void> {
  await scene.expectTruth(DAYS.slice(1), { isEstimated: true });
}

test("the archive is walked from a day on, and once it has been it is not walked again", async () => {
  await open();
  const told: number[] = [];
  await walk({ onProgress: ({ records }) => told.push(records) });
  await expectWalked();
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(new Set(scene.arxiv.log.entries.map(({ source }) => source))).toEqual(new Set(["oai"]));
  scene.arxiv.log.clear();
  const again = await walk();
  const later = await walk({ from: DAYS[3] ?? DAY });
  expect(scene.arxiv.log.entries).toEqual([]);
  expect([again.added, later.added]).toEqual([0, 0]);
});

test("for a category that is followed later the archive is walked again", async () => {
  await open();
  await walk();
  const settings = { ...scene.settings, CATEGORIES: ["cs.LG", "cs.CL"] };
  scene.arxiv.log.clear();
  await walk({ settings });
  expect(countAsked("oai")).toBeGreaterThan(1);
  await scene.expectTruth(DAYS.slice(1), { categories: ["cs.CL"], isEstimated: true });
});

test("a walk that is stopped says so, and goes on at its page", async () => {
  await open();
  const stop = new AbortController();
  const stopped = walk({
    signal: stop.signal,
    onProgress: ({ pages }) => {
      if (pages === 2) stop.abort(new Error("stopped by a person"));
    },
  });
  await expect(stopped).rejects.toThrow("stopped by a person");
  const { rows } = await scene.db.pool.query(
    "SELECT state, finished_at FROM harvest_run WHERE kind = 'backfill'",
  );
  expect(rows).toEqual([{ state: "partial", finished_at: null }]);
  scene.arxiv.log.clear();
  await walk();
  expect(scene.arxiv.log.entries.every(({ parameters }) => parameters.has("resumptionToken"))).toBe(
    true,
  );
  await expectWalked();
});

test.each([DAY, "2026-09-25"] as const)(
  "a walk from %s, which is not over, is refused",
  async (from) => {
    await open();
    await expect(walk({ from })).rejects.toMatchObject({ code: "bad_input" });
    expect(scene.arxiv.log.entries).toEqual([]);
  },
);

test("a walk does not hold up the day's harvest, and the two never ask at once", async () => {
  await open(4);
  scene.arxiv.faults.add({
    name: "slow-answer",
    source: "oai",
    dripMilliseconds: 2,
    times: "always",
  });
  let isWalking = true;
  const walked = walk().finally(() => {
    isWalking = false;
  });
  await vi.waitFor(() => expect(countAsked("oai")).toBeGreaterThan(1), { timeout: 30_000 });
  await scene.harvest();
  expect(isWalking).toBe(true);
  await scene.expectTruth([DAY]);
  await walked;
  expect(scene.arxiv.log.overlaps()).toEqual([]);
  expect(scene.arxiv.log.maxConnections()).toBe(1);
  await scene.expectTruth([DAY]);
  await expectWalked();
});
