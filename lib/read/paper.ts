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

/** A revision, the instant it was submitted, and what it said, where known. */
export type PaperVersion = {
  number: number;
  submittedAt: Date | null;
  /** Of versions before the newest only, whose text is the paper's. */
  text: VersionText | null;
};

/** What a version says. Comment and categories are its own word only where it is complete. */
export type VersionText = Pick<
  PaperDetails,
  "title" | "abstract" | "authors" | "categories" | "comment" | "isWithdrawn" | "isComplete"
>;

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
  /** Whether the newest version is a withdrawal; the comment has the reason, if there is one. */
  isWithdrawn: boolean;
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
    selectRows<VersionRow>(SELECT_VERSIONS, [id]),
  ]);
  const [paper] = papers;
  if (!paper) return null;
  return {
    ...paper,
    categories: nameCategories(paper.categories),
    topics,
    listings: listings.map((row) => ({ ...row, categories: nameCategories(row.categories) })),
    versions: versions.map(toVersion),
  };
}

type PaperRow = Omit<PaperDetails, "categories" | "topics" | "listings" | "versions"> & {
  categories: string[];
};

type ListingRow = Omit<PaperListing, "categories"> & { categories: string[] };

/** The text's fields are null together. */
type VersionRow = { number: number; submittedAt: Date | null; title: string | null } & Omit<
  VersionText,
  "title" | "categories"
> & { categories: string[] };

function toVersion({ number, submittedAt, title, ...text }: VersionRow): PaperVersion {
  if (title === null) return { number, submittedAt, text: null };
  const categories = nameCategories(text.categories);
  return { number, submittedAt, text: { ...text, title, categories } };
}

const SELECT_PAPER = `
  SELECT id, version, title, abstract, authors, categories, comment, journal_ref AS "journalRef",
         doi, report_no AS "reportNo", license, source = 'sample' AS "isSample",
         is_complete AS "isComplete", is_withdrawn AS "isWithdrawn"
    FROM paper WHERE id = $1`;

const SELECT_VERSIONS = `
  SELECT number, submitted_at AS "submittedAt", title, abstract, authors, comment, categories,
         is_withdrawn AS "isWithdrawn", is_complete AS "isComplete"
    FROM paper_version WHERE paper_id = $1 ORDER BY number DESC`;

const SELECT_LISTINGS = `
  SELECT day::text AS day, type, is_estimated AS "isEstimated",
         array_agg(category ORDER BY category) AS categories
    FROM announcement WHERE paper_id = $1
   GROUP BY day, type, is_estimated
   ORDER BY announcement.day DESC, type, is_estimated`;
