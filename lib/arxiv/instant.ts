const RFC_822 =
  /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UTC|UT|Z)$/;
const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * An instant from the text of an Atom or RSS date or of an HTTP header; null where it is none. A date
 * without an offset is none: read by `Date` alone it would mean another instant on every machine.
 */
export function parseInstant(text: string): Date | null {
  const trimmed = text.trim();
  if (!RFC_822.test(trimmed) && !ISO_8601.test(trimmed)) return null;
  const instant = new Date(trimmed);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
