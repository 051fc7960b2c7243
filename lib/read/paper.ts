import type { AnnouncementType, Day } from "@/lib/paper";
import { type NamedCategory, nameCategories, type TopicMatch } from "@/lib/read/paper-card";
import { selectRows } from "@/lib/read/rows";

/** A paper's appearance in one or more categories' listings of a day, in one way. */
export type PaperListing = {
  day: Day;
  type: AnnouncementType;
  categories: NamedCategory[];
  isEstimated: boolean;
};

/** A revision and the instant it was submitted, where known. */
export type PaperVersion = { number: number; submittedAt: Date | null };

/** Everything a reader can be told of one paper. Texts are as stored, in TeX. */
export type PaperDetails = {
  id: string;
  version: number;
  title: string;
  /** The abstract; of a sample paper, this project's own summary. */
  abstract: string;
  authors: string[];
  /** The primary one first. */
  categories: NamedCategory[];
  comment: string | null;
  journalRef: string | null;
  doi: string | null;
  reportNo: string | null;
  license: string | null;
  isSample: boolean;
  isComplete: boolean;
  topics: TopicMatch[];
  /** Newest first. */
  listings: PaperListing[];
  /** Newest first; a version that no source dated may be missing. */
  versions: PaperVersion[];
};

/** The paper of a canonical identifier, or null where none is stored. */
export async function findPaper(id: string): Promise<PaperDetails | null> {
  const [papers, topics, listings, versions] = await Promise.all([
    selectRows<PaperRow>(SELECT_PAPER, [id]),
    selectRows<TopicMatch>(
      "SELECT slug, matched FROM paper_topic WHERE paper_id = $1 ORDER BY slug",
      [id],
    ),
    selectRows<ListingRow>(SELECT_LISTINGS, [id]),
    selectRows<PaperVersion>(
      `SELECT number, submitted_at AS "submittedAt" FROM paper_version
        WHERE paper_id = $1 ORDER BY number DESC`,
      [id],
    ),
  ]);
  const [paper] = papers;
  if (!paper) return null;
  return {
    ...paper,
    categories: nameCategories(paper.categories),
    topics,
    listings: listings.map((row) => ({ ...row, categories: nameCategories(row.categories) })),
    versions,
  };
}

type PaperRow = Omit<PaperDetails, "categories" | "topics" | "listings" | "versions"> & {
  categories: string[];
};

type ListingRow = Omit<PaperListing, "categories"> & { categories: string[] };

const SELECT_PAPER = `
  SELECT id, version, title, abstract, authors, categories, comment, journal_ref AS "journalRef",
         doi, report_no AS "reportNo", license, source = 'sample' AS "isSample",
         is_complete AS "isComplete"
    FROM paper WHERE id = $1`;

const SELECT_LISTINGS = `
  SELECT day::text AS day, type, is_estimated AS "isEstimated",
         array_agg(category ORDER BY category) AS categories
    FROM announcement WHERE paper_id = $1
   GROUP BY day, type, is_estimated
   ORDER BY announcement.day DESC, type, is_estimated`;
