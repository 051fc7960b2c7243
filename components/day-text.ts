import type { Day } from "@/lib/paper";

/** A date is no instant: formatted in UTC, so that no machine's zone can move it. */
const LONG = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const SHORT = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "short",
  day: "numeric",
  month: "short",
});
const PLAIN = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "short",
  year: "numeric",
});
const TIME = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** `Tuesday, 12 May 2026` */
export function formatDayLong(day: Day): string {
  return LONG.format(toDate(day)).replace(/^(\w+) /, "$1, ");
}

/** `Tue 12 May`: where the year is clear from what stands around it. */
export function formatDayShort(day: Day): string {
  return SHORT.format(toDate(day)).replace(",", "");
}

/** `12 May 2026` */
export function formatDay(day: Day): string {
  return PLAIN.format(toDate(day));
}

/** `12 May 2026, 04:12 UTC` */
export function formatInstant(instant: Date): string {
  return `${PLAIN.format(instant)}, ${TIME.format(instant)} UTC`;
}

/** A count with its thousands apart, and the noun in its number: `1,204 papers`, `1 paper`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `1,204` */
export function formatCount(count: number): string {
  return count.toLocaleString("en-GB");
}

function toDate(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}
