import type { Day } from "@/lib/paper";
import { type Edition, type EditionQuery, listEdition } from "@/lib/read/edition";
import { findNeighbours, type Neighbours } from "@/lib/read/edition-days";
import { readSiteStatus, type SiteStatus } from "@/lib/read/site-status";

/** The edition of a day, what lies around it, and the state of the supply. */
export type DayPage = {
  edition: Edition;
  neighbours: Neighbours;
  status: SiteStatus;
};

/** One day's edition; where the day has none, the neighbours still say what is near. */
export async function readDayPage(query: EditionQuery & { day: Day }): Promise<DayPage> {
  const [edition, neighbours, status] = await Promise.all([
    listEdition(query),
    findNeighbours(query.day),
    readSiteStatus(),
  ]);
  return { edition, neighbours, status };
}
