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

/** `today, 04:12 UTC`, `yesterday, 23:50 UTC`, else with the date; days are UTC's too. */
export function formatWhen(instant: Date, now: Date): string {
  const age = dayNumber(now) - dayNumber(instant);
  if (age === 0) return `today, ${TIME.format(instant)} UTC`;
  if (age === 1) return `yesterday, ${TIME.format(instant)} UTC`;
  return formatInstant(instant);
}

/** `40 s`, `12 min`, `3 h 20 min`, `2 days 4 h`: as much of a span of time as one wants to know. */
export function formatSpan(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 10) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days ${hours % 24} h`;
}

/** A count with its thousands apart, and the noun in its number: `1,204 papers`, `1 paper`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `1,204` */
export function formatCount(count: number): string {
  return count.toLocaleString("en-GB");
}

function dayNumber(instant: Date): number {
  return Math.floor(instant.getTime() / 86_400_000);
}

function toDate(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}
