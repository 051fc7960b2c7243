/** The daily harvest, and the walk through the archive that may go on beside it. */
export const HARVEST_KINDS = ["daily", "backfill"] as const;
export type HarvestKind = (typeof HARVEST_KINDS)[number];

/**
 * PostgreSQL's advisory lock that a run holds while it is at work. It goes with the process, so it
 * tells a run at work from one that was killed and left its record open.
 */
export const HARVEST_LOCKS: Record<HarvestKind, number> = { daily: 7_237_004, backfill: 7_237_005 };
