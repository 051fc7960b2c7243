import { describe, expect, test } from "vitest";
import type { Fault } from "@/tests/arxiv/faults";
import { DAY, prepareFaults } from "./faults-scene";

const { scene, harvestUnder, expectWholeAfterAnother } = prepareFaults();

describe("a fault that passes is made good within the harvest", () => {
  test.each<Fault>([
    { name: "rate-limited", source: "list" },
    { name: "rate-limited", source: "oai" },
    { name: "rate-limited", source: "rss" },
    { name: "rate-limited-seconds" },
    { name: "unavailable", source: "list" },
    { name: "unavailable", source: "oai" },
    { name: "unavailable", source: "rss" },
    { name: "unavailable-seconds", source: "oai" },
    { name: "unavailable-date" },
    { name: "html-page", source: "list" },
    { name: "html-page", source: "oai" },
    { name: "html-page", source: "rss" },
    { name: "new-markup", source: "list" },
    { name: "empty-first-page", source: "oai" },
    { name: "truncated-xml", source: "list" },
    { name: "truncated-xml", source: "oai" },
    { name: "truncated-xml", source: "rss" },
    { name: "reset-before-answer", source: "rss" },
    { name: "reset-mid-body", source: "list" },
    { name: "reset-mid-body", source: "oai" },
    { name: "reset-mid-body", source: "rss" },
    { name: "unasked-304", source: "rss" },
    { name: "redirect", times: "always" },
    { name: "slow-answer", dripMilliseconds: 2, times: 3, source: "rss" },
    { name: "wrong-content-type", times: "always" },
    { name: "folded-lines", times: "always" },
    { name: "unsorted", times: "always" },
    { name: "empty-first-page", path: "/api" },
    { name: "phantom-total", path: "/api" },
  ])("$name $source", async (fault) => {
    expect((await harvestUnder(fault)).problems).toEqual([]);
    expect(scene.arxiv.log.entries.some((entry) => entry.fault === fault.name)).toBe(true);
    await expectWholeAfterAnother();
  });
});

const BAD_FEEDS: (Fault & { says: RegExp })[] = [
  { name: "unavailable", says: /^cs\.CL: .* 503/ },
  { name: "html-page", says: /^cs\.CL: .*web page/ },
  { name: "truncated-xml", says: /^cs\.CL: .*cut off/ },
  { name: "reset-before-answer", says: /^cs\.CL: no answer/ },
  { name: "reset-mid-body", says: /^cs\.CL: no answer/ },
  { name: "unasked-304", says: /^cs\.CL: .* 304: an empty body/ },
  { name: "redirect-loop", says: /^cs\.CL: more than 5 redirects/ },
  { name: "redirect", location: "http://example.org/", says: /^cs\.CL: .*sends us elsewhere/ },
];

describe("one feed that stays bad is named, the others are read, and the listing has its papers", () => {
  test.each(BAD_FEEDS)("$name", async ({ says, ...fault }) => {
    const report = await harvestUnder({ ...fault, path: "/rss/cs.CL", times: "always" });
    expect(report.problems).toEqual([expect.stringMatching(says)]);
    await scene.expectTruth([DAY]);
    expect(report.ledger.at(-1)).toMatchObject({ day: DAY, state: "complete" });
    await expectWholeAfterAnother();
  });
});

describe("without a listing, one feed that stays bad is named, and the API has its papers", () => {
  test.each<Fault & { says: RegExp }>([
    ...BAD_FEEDS,
    { name: "empty-first-page", says: /^cs\.CL: no entries on 2026-09-24/ },
  ])("$name", async ({ says, ...fault }) => {
    scene.loseListings();
    const report = await harvestUnder({ ...fault, path: "/rss/cs.CL", times: "always" });
    expect(report.problems).toEqual([expect.stringMatching(says)]);
    expect(await scene.lastRun()).toMatchObject({
      state: "partial",
      message: expect.stringContaining("cs.CL"),
    });
    await scene.expectTruth([DAY], { categories: ["cs.LG", "stat.ML"] });
    await scene.expectTruth([DAY], { categories: ["cs.CL"], isEstimated: true });
    await expectWholeAfterAnother();
  });
});

describe("without arXiv's records, a query API that stays bad is named, and today's feeds are there", () => {
  test.each<Fault & { says: RegExp }>([
    { name: "empty-first-page", says: /2026-09-23: arXiv's answer was empty/ },
    { name: "phantom-total", says: /2026-09-23: arXiv's answer was empty/ },
    { name: "error-entry-400", says: /2026-09-23: .*the search backend failed/ },
    { name: "error-entry-200", says: /2026-09-23: .*the search backend failed/ },
    { name: "unavailable", says: /2026-09-23: .* 503/ },
    { name: "rate-limited", says: /2026-09-23: .* 429: Rate exceeded/ },
    { name: "html-page", says: /2026-09-23: .*web page/ },
    { name: "truncated-xml", says: /2026-09-23: .*cut off/ },
    { name: "reset-mid-body", says: /2026-09-23: no answer/ },
    { name: "index-lag", says: /papers are not in the query API's index yet/ },
  ])("$name", async ({ says, ...fault }) => {
    scene.loseRecords();
    const report = await harvestUnder({ ...fault, path: "/api", times: "always" });
    expect(report.problems.join("\n")).toMatch(says);
    expect(await scene.lastRun()).toMatchObject({ state: "partial" });
    await scene.expectTruth([DAY]);
    await expectWholeAfterAnother();
  });
});
