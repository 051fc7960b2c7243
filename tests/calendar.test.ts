import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  announcementDays,
  describeDay,
  easternDay,
  estimateAnnouncementDay,
  midnightEastern,
  submissionWindow,
} from "@/lib/calendar";
import { addDays, type Day } from "@/lib/paper";

const anyDay = fc.integer({ min: 0, max: 3 * 366 }).map((n) => addDays("2025-01-01", n));

describe("easternDay", () => {
  it("changes at midnight in New York, in winter and in summer", () => {
    expect(easternDay(new Date("2026-01-15T04:59:59Z"))).toBe("2026-01-14");
    expect(easternDay(new Date("2026-01-15T05:00:00Z"))).toBe("2026-01-15");
    expect(easternDay(new Date("2026-07-15T03:59:59Z"))).toBe("2026-07-14");
    expect(easternDay(new Date("2026-07-15T04:00:00Z"))).toBe("2026-07-15");
  });
});

describe("midnightEastern", () => {
  it.each([
    ["2026-03-07", "2026-03-07T05:00:00.000Z"],
    ["2026-03-08", "2026-03-08T05:00:00.000Z"], // clocks go forward two hours later
    ["2026-03-09", "2026-03-09T04:00:00.000Z"],
    ["2026-10-31", "2026-10-31T04:00:00.000Z"],
    ["2026-11-01", "2026-11-01T04:00:00.000Z"], // clocks go back two hours later
    ["2026-11-02", "2026-11-02T05:00:00.000Z"],
  ] as [Day, string][])("of %s is %s", (day, instant) => {
    expect(midnightEastern(day).toISOString()).toBe(instant);
  });

  it("is the first millisecond of its day, on every day", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const midnight = midnightEastern(day);
        expect(easternDay(midnight)).toBe(day);
        expect(easternDay(new Date(midnight.getTime() - 1))).toBe(addDays(day, -1));
      }),
    );
  });
});

describe("estimateAnnouncementDay", () => {
  it.each([
    // The five rows of arXiv's table, in the week of Monday 2026-08-10 (Eastern is UTC-4).
    ["Monday 14:00", "2026-08-10T18:00:00Z", "2026-08-12"],
    ["Tuesday 13:59:59", "2026-08-11T17:59:59.999Z", "2026-08-12"],
    ["Tuesday 14:00", "2026-08-11T18:00:00Z", "2026-08-13"],
    ["Wednesday 13:59:59", "2026-08-12T17:59:59.999Z", "2026-08-13"],
    ["Wednesday 14:00", "2026-08-12T18:00:00Z", "2026-08-14"],
    ["Thursday 13:59:59", "2026-08-13T17:59:59.999Z", "2026-08-14"],
    ["Thursday 14:00", "2026-08-13T18:00:00Z", "2026-08-17"],
    ["Friday 13:59:59", "2026-08-14T17:59:59.999Z", "2026-08-17"],
    ["Friday 14:00", "2026-08-14T18:00:00Z", "2026-08-18"],
    ["Saturday noon", "2026-08-15T16:00:00Z", "2026-08-18"],
    ["Sunday 23:00, Monday in UTC", "2026-08-17T03:00:00Z", "2026-08-18"],
    ["Monday 13:59:59", "2026-08-17T17:59:59.999Z", "2026-08-18"],
    // The same hour is another in UTC on either side of the clock changes.
    ["the Friday before spring", "2026-03-06T18:59:59.999Z", "2026-03-09"],
    ["the Monday after", "2026-03-09T17:59:59.999Z", "2026-03-10"],
    ["that Monday, 14:00", "2026-03-09T18:00:00Z", "2026-03-11"],
    ["the Friday before autumn's change", "2026-10-30T17:59:59.999Z", "2026-11-02"],
    ["the Monday after that", "2026-11-02T18:59:59.999Z", "2026-11-03"],
    ["that Monday, 14:00 again", "2026-11-02T19:00:00Z", "2026-11-04"],
    // Thanksgiving: Thursday's batch waits for Friday's.
    ["Wednesday before Thanksgiving, 13:59:59", "2026-11-25T18:59:59.999Z", "2026-11-26"],
    ["Wednesday before Thanksgiving, 14:00", "2026-11-25T19:00:00Z", "2026-11-30"],
    ["the Friday after, 13:59:59", "2026-11-27T18:59:59.999Z", "2026-11-30"],
    ["the Friday after, 14:00", "2026-11-27T19:00:00Z", "2026-12-01"],
    // A deferred Friday: its batch waits for Monday's.
    ["Thursday before 3 July, 14:00", "2026-07-02T18:00:00Z", "2026-07-07"],
  ])("puts %s (%s) on %s", (_, submitted, day) => {
    expect(estimateAnnouncementDay(new Date(submitted))).toBe(day);
  });

  it("never goes back as submissions come later", () => {
    const instant = fc.date({
      min: new Date("2025-01-01T00:00:00Z"),
      max: new Date("2027-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        const [early, late] = [estimateAnnouncementDay(first), estimateAnnouncementDay(second)];
        expect(early <= late).toBe(true);
      }),
    );
  });
});

describe("submissionWindow", () => {
  it("is the inverse of the estimate: what falls in a day's window is estimated on that day", () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (day, part) => {
          const window = submissionWindow(day);
          if (!window) return;
          const length = window.to.getTime() - window.from.getTime();
          const submitted = new Date(window.from.getTime() + Math.floor(part * length));
          expect(estimateAnnouncementDay(submitted)).toBe(day);
          expect(estimateAnnouncementDay(new Date(window.from.getTime() - 1)) < day).toBe(true);
          expect(estimateAnnouncementDay(window.to) > day).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("leaves no gap between the windows of following days", () => {
    const days = announcementDays({ until: "2026-12-24", count: 240 });
    const windows = days.map((day) => submissionWindow(day));
    const gaps = windows.filter((window, index) => {
      const earlier = windows[index + 1];
      return earlier && earlier.to.getTime() !== window?.from.getTime();
    });
    expect(gaps).toEqual([]);
  });

  it("spans two days where a batch joined the next", () => {
    expect(submissionWindow("2026-11-30")).toEqual({
      from: new Date("2026-11-25T19:00:00Z"),
      to: new Date("2026-11-27T19:00:00Z"),
    });
  });

  it("is null on a day without a listing", () => {
    expect(submissionWindow("2026-11-27")).toBeNull();
    expect(submissionWindow("2026-11-28")).toBeNull();
  });
});

describe("announcementDays", () => {
  it("counts back over weekends and deferred days, newest first", () => {
    expect(announcementDays({ until: "2026-11-30", count: 4 })).toEqual([
      "2026-11-30",
      "2026-11-26",
      "2026-11-25",
      "2026-11-24",
    ]);
    expect(announcementDays({ until: "2026-11-29", count: 1 })).toEqual(["2026-11-26"]);
    expect(announcementDays({ until: "2026-11-29", count: 0 })).toEqual([]);
  });
});

describe("describeDay", () => {
  it.each([
    ["2026-11-26", "announcement"], // mailed on the evening before Thanksgiving
    ["2026-11-27", "deferred"],
    ["2026-11-28", "weekend"],
    ["2026-11-29", "weekend"],
    ["2026-07-03", "announcement"],
    ["2026-07-06", "deferred"], // the batch of Friday 3 July
  ] as [Day, string][])("calls %s %s", (day, kind) => {
    expect(describeDay(day)).toBe(kind);
  });
});
