import { expect, test } from "vitest";
import { describeStatus } from "@/components/status-notice";
import type { SiteStatus } from "@/lib/read/site-status";

const well: SiteStatus = { isFirstHarvest: false, papersSoFar: 0, reachedAt: null, trouble: null };
const reachedAt = new Date("2026-05-11T04:12:00Z");
const nextTryAt = new Date("2026-05-12T05:30:00Z");

test("nothing is said where all is well", () => {
  expect(describeStatus({ ...well, reachedAt })).toBeNull();
});

test("the first harvest is told with how many papers are in", () => {
  expect(describeStatus({ ...well, isFirstHarvest: true })).toMatch(/just begun/);
  expect(describeStatus({ ...well, isFirstHarvest: true, papersSoFar: 1204 })).toContain(
    "1,204 papers so far",
  );
});

test("without arXiv the last answer and the next try are named, in UTC", () => {
  expect(describeStatus({ ...well, reachedAt, trouble: { kind: "unreachable", nextTryAt } })).toBe(
    "arXiv cannot be reached at the moment. arXiv last answered on 11 May 2026, 04:12 UTC. " +
      "The next try is after 12 May 2026, 05:30 UTC.",
  );
});

test("a site that never reached arXiv says so", () => {
  expect(describeStatus({ ...well, trouble: { kind: "unreachable", nextTryAt } })).toContain(
    "has not answered since this site was set up",
  );
});

test("a refusal asks for a person and promises no try", () => {
  const text = describeStatus({
    ...well,
    reachedAt,
    trouble: { kind: "refused", nextTryAt: null },
  });
  expect(text).toContain("a person");
  expect(text).not.toContain("next try");
});
