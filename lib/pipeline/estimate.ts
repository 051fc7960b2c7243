import { estimateAnnouncementDay } from "@/lib/calendar";
import type { Announcement, AnnouncementSource, Paper } from "@/lib/paper";

/**
 * The announcements that a paper must have had by its first submission and arXiv's schedule: as new
 * in its primary category, as a cross-list in the others; none where that time is unknown.
 */
export function estimateAnnouncements(paper: Paper, source: AnnouncementSource): Announcement[] {
  const submittedAt = paper.versions.find(({ number }) => number === 1)?.submittedAt;
  if (!submittedAt) return [];
  const day = estimateAnnouncementDay(submittedAt);
  return paper.categories.map((category, index) => ({
    paperId: paper.id,
    category,
    day,
    type: index === 0 ? "new" : "cross",
    source,
    isEstimated: true,
  }));
}
