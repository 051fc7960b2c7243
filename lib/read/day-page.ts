import type { Day } from "@/lib/paper";
import { type Edition, type EditionQuery, listEdition } from "@/lib/read/edition";
import { findNeighbours, type Neighbours } from "@/lib/read/edition-days";
import { type EditionGaps, listGaps } from "@/lib/read/edition-gaps";
import { readSiteStatus, type SiteStatus } from "@/lib/read/site-status";

/** The edition of a day, what lies around it, and the state of the supply. */
export type DayPage = {
  edition: Edition;
  neighbours: Neighbours;
  status: SiteStatus;
  gaps: EditionGaps;
};

/** One day's edition; where the day has none, the neighbours still say what is near. */
export async function readDayPage(query: EditionQuery & { day: Day }): Promise<DayPage> {
  const [edition, neighbours, status, gaps] = await Promise.all([
    listEdition(query),
    findNeighbours(query.day),
    readSiteStatus(),
    listGaps(query.day),
  ]);
  return { edition, neighbours, status, gaps };
}
