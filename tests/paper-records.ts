import type { Announcement, Paper } from "@/lib/paper";

/** A made-up paper with everything a test does not name filled in. */
export function paperOf(fields: Partial<Paper> & { id: string }): Paper {
  return {
    version: 1,
    title: `On ${fields.id}`,
    abstract: `We study ${fields.id}.`,
    authors: ["Ada Lovelace"],
    categories: ["cs.LG"],
    versions: [],
    comment: null,
    journalRef: null,
    doi: null,
    reportNo: null,
    license: null,
    submitter: null,
    isWithdrawn: false,
    source: "api",
    isComplete: true,
    ...fields,
  };
}

/** A known announcement of a made-up paper as new in cs.LG. */
export function announcementOf(
  fields: Partial<Announcement> & Pick<Announcement, "paperId" | "day">,
): Announcement {
  return { category: "cs.LG", type: "new", source: "rss", isEstimated: false, ...fields };
}
