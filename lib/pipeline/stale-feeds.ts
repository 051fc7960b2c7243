import type pg from "pg";
import { estimateAnnouncementDay, submissionWindow } from "@/lib/calendar";
import { type Announcement, addDays, type Day } from "@/lib/paper";
import type { HarvestReport } from "@/lib/pipeline/harvest-report";
import {
  type FirstListing,
  listFirstListings,
  type NewPapers,
  retractFeed,
  surveyNewPapers,
} from "@/lib/store/feed-days";
import { listFeedStates } from "@/lib/store/feed-state";
import { hasListing, recordAnswers } from "@/lib/store/ledger";

/** Fewer new papers than this may all have waited for a moderator; their dates prove nothing. */
const ENOUGH_TO_DATE = 5;
const SHARE_TO_DATE = 0.9;
/** A first listing comes that many days after the submission at the latest, as a rule. */
const LATEST_LISTING_DAYS = 7;

export const STALE = "the feed still shows the papers of an earlier day";

/**
 * Whether a feed labelled `day` shows an earlier batch, which arXiv's feeds do at times: a paper is
 * new once, and among the new papers of a day some were submitted in that day's window.
 */
export function isStale(papers: NewPapers, day: Day): boolean {
  const { count, dated, newestAt, toldBefore } = papers;
  if (toldBefore * 2 > count) return true;
  const window = submissionWindow(day);
  if (!window || !newestAt || count < ENOUGH_TO_DATE || dated < count * SHARE_TO_DATE) return false;
  return newestAt < window.from;
}

/** Whether a feed shows an earlier batch than the day's listing, of which it should be a copy. */
export function isUnlisted(ids: readonly string[], listed: ReadonlySet<string>): boolean {
  return ids.filter((id) => listed.has(id)).length * 2 < ids.length;
}

/**
 * Judges the latest feeds again, now that the query API has dated their papers, and takes back what
 * a stale one made the database believe; the days are estimated instead until the feed tells them.
 */
export async function retractStaleFeeds(
  pool: pg.Pool,
  { categories, now }: { categories: readonly string[]; now: Date },
  report: HarvestReport,
): Promise<void> {
  const states = await listFeedStates(pool);
  for (const category of categories) {
    const day = states.get(category)?.day;
    if (!day || (await hasListing(pool, { category, day }))) continue;
    const listed = await listFirstListings(pool, { category, day });
    const ids = listed.filter(({ type }) => type === "new").map(({ id }) => id);
    if (!isStale(await surveyNewPapers(pool, { category, day, ids }), day)) continue;
    const estimates = listed.flatMap((listing) => estimate(listing, { category, day }));
    await retractFeed(pool, { category, day, message: STALE }, estimates);
    const stale = { source: "rss", outcome: "stale", expected: null, said: STALE } as const;
    await recordAnswers(pool, [{ category, day, askedAt: now, ...stale }]);
    report.problems.push(`${category}: ${STALE}`);
  }
}

/** None where the date is unknown, or so old that the paper was cross-listed long after it. */
function estimate(
  { id, type, submittedAt }: FirstListing,
  { category, day: told }: { category: string; day: Day },
): Announcement[] {
  const day = submittedAt && estimateAnnouncementDay(submittedAt);
  if (!day || day < addDays(told, -LATEST_LISTING_DAYS)) return [];
  return [{ paperId: id, category, day, type, source: "api", isEstimated: true }];
}
