import { formatWhen } from "@/components/day-text";

/** A moment in words, in UTC, and for machines. */
export function Instant({ at, now }: { at: Date; now: Date }) {
  return <time dateTime={at.toISOString()}>{formatWhen(at, now)}</time>;
}
