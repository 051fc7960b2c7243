import { z } from "zod";
import {
  AbstractField,
  AuthorsField,
  CategoryField,
  DayField,
  FactField,
  InstantField,
  PaperIdField,
  TitleField,
} from "@/lib/arxiv/record-fields";
import {
  ANNOUNCEMENT_TYPES,
  type Announcement,
  type AnnouncementType,
  addDays,
  type Day,
  type Paper,
  parseDay,
} from "@/lib/paper";
import { readsAsWithdrawn } from "@/lib/withdrawal";

/** A listing this many days after the month of the identifier is not the paper's first. */
const LATEST_FIRST_LISTING_DAYS = 7;

/**
 * One line of the plainer shape: `id, title, abstract, authors[], categories[], primary` and, where
 * known, `published, updated, announced, announce_type, version, comment, doi`.
 */
export const CorpusRecord = z
  .object({
    id: PaperIdField,
    title: TitleField,
    abstract: AbstractField,
    authors: AuthorsField,
    categories: z.array(CategoryField),
    primary: CategoryField.nullish(),
    published: InstantField,
    updated: InstantField,
    announced: DayField,
    announce_type: z.enum(ANNOUNCEMENT_TYPES).nullish(),
    version: z.number().int().min(1).max(9999).nullish(),
    comment: FactField,
    doi: FactField,
    journal_ref: FactField,
    abstract_truncated: z.boolean().nullish(),
  })
  .transform((record, context): { paper: Paper; announcements: Announcement[] } => {
    const categories = [
      ...new Set([...(record.primary ? [record.primary] : []), ...record.categories]),
    ];
    if (categories.length === 0) {
      context.addIssue({ code: "custom", path: ["categories"], message: "are missing" });
      return z.NEVER;
    }
    const version = record.version ?? 1;
    const paper: Paper = {
      id: record.id,
      version,
      title: record.title,
      abstract: record.abstract,
      authors: record.authors,
      categories,
      versions: listVersions(version, record),
      comment: record.comment,
      journalRef: record.journal_ref,
      doi: record.doi,
      reportNo: null,
      license: null,
      submitter: null,
      isWithdrawn: readsAsWithdrawn(record.comment),
      source: "import",
      isComplete: record.authors.length > 0 && !record.abstract_truncated,
    };
    return { paper, announcements: announce(paper, record) };
  });

type Dates = { published: Date | null; updated: Date | null };

function listVersions(version: number, { published, updated }: Dates) {
  const first = { number: 1, submittedAt: published };
  return version === 1 ? [first] : [first, { number: version, submittedAt: updated }];
}

function announce(
  paper: Paper,
  record: {
    announced: Day | null;
    announce_type?: AnnouncementType | null | undefined;
    version?: number | null | undefined;
  },
): Announcement[] {
  const { announced: day } = record;
  if (!day) return [];
  return paper.categories.map((category, index) => ({
    paperId: paper.id,
    category,
    day,
    type: record.announce_type ?? guessType(paper, day, { isPrimary: index === 0 }),
    source: "import",
    isEstimated: false,
  }));
}

/** The shape says a day without a type. Identifiers are given out at the first announcement. */
function guessType(
  paper: Paper,
  day: Day,
  { isPrimary }: { isPrimary: boolean },
): AnnouncementType {
  const first = monthOf(paper.id);
  if (!first || day <= addDays(first, 31 + LATEST_FIRST_LISTING_DAYS)) {
    return isPrimary ? "new" : "cross";
  }
  if (paper.version === 1) return "cross"; // an old first version can only be a later cross-list
  return isPrimary ? "replace" : "replace-cross";
}

/** The first day of the month in which an identifier was given out; those of 91 to 06 have a slash. */
function monthOf(id: string): Day | null {
  const [, year = "", month] = /(?:^|\/)(\d{2})(\d{2})/.exec(id) ?? [];
  const century = id.includes("/") && Number(year) >= 91 ? "19" : "20";
  return parseDay(`${century}${year}-${month}-01`);
}
