import { expect, test } from "vitest";
import type { Day } from "@/lib/paper";
import { easternInstant } from "@/tests/arxiv/eastern";
import { createHistory } from "@/tests/arxiv/history";
import { photograph } from "./photograph";
import { prepareScene } from "./scene";

const CATEGORIES = ["cs.LG", "cs.CL", "cs.CV", "cs.AI", "stat.ML"];

const scene = prepareScene();

const minutesAfter = (day: Day, hour: number, minutes: number) =>
  new Date(easternInstant(day, hour).getTime() + minutes * 60_000);

test("a day's runs together make at most 40 requests, and one more writes no row", async () => {
  const history = createHistory({ seed: 3, categories: CATEGORIES, days: 9, papersPerDay: 20 });
  const [today, before] = [history.listingDays.at(-1), history.listingDays.at(-2)];
  if (!today || !before) throw new Error("too short a history");
  await scene.open({ ...history, day: before, categories: CATEGORIES });
  await scene.harvest();
  scene.arxiv.log.clear();
  const runs = [
    minutesAfter(before, 20, 10),
    minutesAfter(before, 22, 40),
    minutesAfter(today, 0, 10),
  ];
  for (const now of runs) {
    scene.arxiv.clock.set(now);
    expect((await scene.harvest()).problems).toEqual([]);
  }
  expect(scene.arxiv.log.entries.length).toBeLessThanOrEqual(40);
  await scene.expectTruth([today]);
  const pictures = await photograph(scene.db);
  scene.arxiv.log.clear();
  scene.arxiv.clock.set(minutesAfter(today, 1, 0));
  const report = await scene.harvest();
  expect(await photograph(scene.db)).toEqual(pictures);
  expect(report).toMatchObject({ added: 0, revised: 0, completed: 0, repaired: 0, problems: [] });
  expect(scene.arxiv.log.entries.map(({ source, status }) => `${source} ${status}`)).toEqual(
    CATEGORIES.map(() => "rss 304"),
  );
});
