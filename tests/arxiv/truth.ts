import { ANNOUNCEMENT_TYPES, type AnnouncementType, type Day } from "@/lib/paper";
import type { Archive } from "./archive.ts";

export type Truth = {
  /** What the feed of the category should hold, were it never cut: one entry per paper. */
  announcements: { paperId: string; type: AnnouncementType }[];
  counts: Record<AnnouncementType, number>;
  /** Replacements that arXiv's feeds leave out: version 6 and later. */
  leftOut: string[];
};

/** What a day's listing of a category truly is, whatever faults make of it. */
export function tellTruth(archive: Archive, day: Day, category: string): Truth {
  const { entries, leftOut } = archive.list(day, [category]);
  const counts: Record<AnnouncementType, number> = {
    new: 0,
    cross: 0,
    replace: 0,
    "replace-cross": 0,
  };
  for (const type of ANNOUNCEMENT_TYPES) {
    counts[type] = entries.filter((entry) => entry.type === type).length;
  }
  return {
    announcements: entries.map(({ type, view }) => ({ paperId: view.id, type })),
    counts,
    leftOut: leftOut.map(({ view }) => view.id),
  };
}
