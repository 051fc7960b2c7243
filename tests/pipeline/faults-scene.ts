import { beforeEach, expect } from "vitest";
import { announcementDays } from "@/lib/calendar";
import type { HarvestReport } from "@/lib/pipeline/harvest-report";
import type { Fault } from "@/tests/arxiv/faults";
import { papersOfDays } from "./papers-of-days";
import { prepareScene } from "./scene";

export const DAY = "2026-09-24";
export const DAYS = announcementDays({ until: DAY, count: 8 });

/** For a test file to call outside its tests: before each, eight days of papers, none harvested. */
export function prepareFaults() {
  const scene = prepareScene();
  beforeEach(() => scene.open({ papers: papersOfDays(DAYS), day: DAY }));

  async function harvestUnder(fault: Fault): Promise<HarvestReport> {
    scene.arxiv.faults.add(fault);
    return scene.harvest();
  }

  /** Without any fault, one more harvest leaves nothing to be desired. */
  async function expectWholeAfterAnother(): Promise<void> {
    scene.arxiv.faults.clear();
    const report = await scene.harvest();
    expect(report.problems).toEqual([]);
    expect(report.failure).toBeNull();
    expect(await scene.lastRun()).toMatchObject({ state: "done" });
    await scene.expectTruth([DAY]);
    await scene.expectTruth(DAYS.slice(1), { isEstimated: true });
    const { rows } = await scene.db.pool.query(
      "SELECT count(*) FILTER (WHERE NOT is_complete)::int AS incomplete, count(*)::int AS papers FROM paper",
    );
    expect(rows).toEqual([{ incomplete: 0, papers: scene.arxiv.archive.papers.size }]);
  }

  return { scene, harvestUnder, expectWholeAfterAnother };
}
