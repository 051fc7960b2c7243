import { describe, expect, it } from "vitest";
import { addDays, type Day } from "@/lib/paper";
import { easternDayOf, easternInstant, easternOffsetHours } from "./eastern.ts";
import { announcementInstant, listingDayOf, submissionWindow } from "./schedule.ts";

const NONE: ReadonlySet<Day> = new Set();

describe("Eastern time", () => {
  it("agrees with the platform's zone tables at every third hour of 36 years", () => {
    const format = new Intl.DateTimeFormat("en-CA", {
      timeZone: "America/New_York",
      timeZoneName: "shortOffset",
    });
    const wrong: string[] = [];
    for (let time = Date.UTC(1995, 0, 1); time < Date.UTC(2031, 0, 1); time += 3 * 3_600_000) {
      const instant = new Date(time);
      const parts = format.formatToParts(instant);
      const offset = parts.find(({ type }) => type === "timeZoneName")?.value;
      if (offset !== `GMT${easternOffsetHours(instant)}`) wrong.push(instant.toISOString());
    }
    expect(wrong).toEqual([]);
  });

  it("puts midnight at 4:00 UTC in summer and at 5:00 UTC in winter", () => {
    expect(easternInstant("2026-07-01", 0).toISOString()).toBe("2026-07-01T04:00:00.000Z");
    expect(easternInstant("2026-12-01", 0).toISOString()).toBe("2026-12-01T05:00:00.000Z");
  });

  it("puts both days on which the clocks change between their own midnights", () => {
    for (const [day, hours] of [["2026-03-08", 23] as const, ["2026-11-01", 25] as const]) {
      const [start, end] = [easternInstant(day, 0), easternInstant(addDays(day, 1), 0)];
      expect(end.getTime() - start.getTime()).toBe(hours * 3_600_000);
      expect(easternDayOf(start)).toBe(day);
      expect(easternDayOf(new Date(end.getTime() - 1))).toBe(day);
    }
  });
});

describe("arXiv's schedule", () => {
  it.each([
    ["Tuesday's 13:59", "2026-09-22T17:59:00Z", "2026-09-23"],
    ["Tuesday's 14:00", "2026-09-22T18:00:00Z", "2026-09-24"],
    ["Thursday's 14:00", "2026-09-24T18:00:00Z", "2026-09-28"],
    ["Friday's 14:00", "2026-09-25T18:00:00Z", "2026-09-29"],
    ["Sunday's noon", "2026-09-27T16:00:00Z", "2026-09-29"],
  ])("lists a paper of %s on the day of arXiv's table", (_name, submitted, listed) => {
    expect(listingDayOf(new Date(submitted), NONE)).toBe(listed);
  });

  it("announces Monday's listing on Sunday at 20:00", () => {
    expect(announcementInstant("2026-09-28").toISOString()).toBe("2026-09-28T00:00:00.000Z");
  });

  it("gives a holiday's papers to the next listing", () => {
    const holidays = new Set<Day>(["2026-11-27"]);
    const submitted = new Date("2026-11-26T12:00:00Z");
    expect(listingDayOf(submitted, NONE)).toBe("2026-11-27");
    expect(listingDayOf(submitted, holidays)).toBe("2026-11-30");
  });

  it("gives every listing the window whose every instant leads back to it", () => {
    const holidays = new Set<Day>(["2026-11-27"]);
    for (const day of ["2026-09-28", "2026-09-29", "2026-11-02", "2026-11-30"] as const) {
      const { from, to } = submissionWindow(day, holidays);
      for (let time = from.getTime(); time < to.getTime(); time += 900_000) {
        expect(listingDayOf(new Date(time), holidays)).toBe(day);
      }
      expect(listingDayOf(to, holidays)).not.toBe(day);
    }
  });
});
