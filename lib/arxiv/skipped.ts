import type { z } from "zod";

/** An entry that could not be read: its identifier as far as known, and why. */
export type Skipped = { id: string; reason: string };

/** What did not fit, in one line. */
export function describeIssues(error: z.ZodError): string {
  const issues = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  return issues.join("; ").slice(0, 200);
}
