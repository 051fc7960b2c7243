import { expect, test } from "vitest";
import { countOf, formatDayLong, formatDayShort, formatInstant } from "@/components/day-text";

test("a day is the same day in every zone", () => {
  expect(formatDayLong("2026-05-12")).toBe("Tuesday, 12 May 2026");
  expect(formatDayShort("2026-05-12")).toBe("Tue 12 May");
});

test("an instant is told in UTC, from midnight at 00", () => {
  expect(formatInstant(new Date("2026-05-12T00:05:00Z"))).toBe("12 May 2026, 00:05 UTC");
});

test("a count takes its noun in the right number", () => {
  expect([0, 1, 1204].map((count) => countOf(count, "paper"))).toEqual([
    "0 papers",
    "1 paper",
    "1,204 papers",
  ]);
});
