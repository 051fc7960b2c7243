import { type Edition, type EditionQuery, listEdition } from "@/lib/read/edition";
import { findNeighbours, hasRealPapers, latestDay, type Neighbours } from "@/lib/read/edition-days";
import { type EditionGaps, listGaps } from "@/lib/read/edition-gaps";
import { readSiteStatus, type SiteStatus } from "@/lib/read/site-status";

/** The front page. `edition` is null while nothing that has a day is stored, nor any sample. */
export type FrontPage = {
  edition: Edition | null;
  neighbours: Neighbours;
  status: SiteStatus;
  gaps: EditionGaps;
};

/** The latest edition; while no paper of arXiv's is stored, the sample edition in its place. */
export async function readFrontPage(query: Omit<EditionQuery, "day">): Promise<FrontPage> {
  const [day, status] = await Promise.all([latestDay(), readSiteStatus()]);
  if (day !== null) {
    const [edition, neighbours, gaps] = await Promise.all([
      listEdition({ ...query, day }),
      findNeighbours(day),
      listGaps(day, { isLatest: true }),
    ]);
    return { edition, neighbours, status, gaps };
  }
  const around = { neighbours: { previous: null, next: null }, gaps: { here: [], later: [] } };
  if (await hasRealPapers()) return { edition: null, ...around, status };
  const sample = await listEdition({ ...query, day: null });
  return { edition: sample.total > 0 ? sample : null, ...around, status };
}
