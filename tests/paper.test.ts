import { expect, test } from "vitest";
import { parseDay } from "@/lib/paper";

test.each(["1980-01-01", "1991-08-14", "2024-02-29", "2200-12-31"])("%s is a day", (text) => {
  expect(parseDay(text)).toBe(text);
});

test.each([
  ["a year that PostgreSQL does not have", "0000-01-01"],
  ["a year long before arXiv", "1979-12-31"],
  ["a year far ahead", "9999-12-31"],
  ["a date that does not exist", "2026-02-29"],
  ["a date with a time", "2026-02-28T00:00:00Z"],
  ["nothing", ""],
])("%s is no day", (_name, text) => {
  expect(parseDay(text)).toBeNull();
});
