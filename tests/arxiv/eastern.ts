/**
 * US Eastern time by arithmetic on the law's own rule, not by the platform's zone tables: the
 * client under test uses those, and a simulator that shares its code would share its mistakes.
 */
import { addDays, type Day, weekdayOf } from "@/lib/paper";

const HOUR = 3_600_000;

/** The calendar day in New York at an instant. */
export function easternDayOf(instant: Date): Day {
  return toIsoDay(instant.getTime() + easternOffsetHours(instant) * HOUR);
}

/** The instant at which clocks in New York show `hour` (0 to 23, not 1 or 2) on `day`. */
export function easternInstant(day: Day, hour: number): Date {
  const inWinter = new Date(Date.parse(`${day}T00:00:00Z`) + (hour + 5) * HOUR);
  return easternOffsetHours(inWinter) === -5 ? inWinter : new Date(inWinter.getTime() - HOUR);
}

/** -4 in summer, -5 in winter. Energy Policy Act of 2005; before 2007 the rule of 1986. */
export function easternOffsetHours(instant: Date): -4 | -5 {
  const year = instant.getUTCFullYear();
  const [starts, ends] =
    year >= 2007
      ? [sundayFrom(year, "03-08"), sundayFrom(year, "11-01")]
      : [sundayFrom(year, "04-01"), sundayFrom(year, "10-25")];
  // Clocks change at 2:00 local time, which is 7:00 UTC in spring and 6:00 UTC in autumn.
  const time = instant.getTime();
  const isSummer =
    time >= Date.parse(`${starts}T07:00:00Z`) && time < Date.parse(`${ends}T06:00:00Z`);
  return isSummer ? -4 : -5;
}

/** The first Sunday on or after the given month and day. */
function sundayFrom(year: number, monthAndDay: string): Day {
  const day = `${year}-${monthAndDay}` as Day;
  return addDays(day, (7 - weekdayOf(day)) % 7);
}

function toIsoDay(milliseconds: number): Day {
  return new Date(milliseconds).toISOString().slice(0, 10) as Day;
}
