import { categoryName } from "@/lib/category";
import type { AnnouncementType, Day } from "@/lib/paper";
import { selectRows } from "@/lib/read/rows";

/** A category as readers see it: the code and, where arXiv has one, its official name. */
export type NamedCategory = { code: string; name: string | null };

/** A topic that a paper belongs to, by its slug, and the words of the paper that say so. */
export type TopicMatch = { slug: string; matched: string[] };

/** Why a paper stands in a list: announced on this day, in this way. Nulls where it never was. */
export type Listing = {
  id: string;
  day: Day | null;
  type: AnnouncementType | null;
  isEstimated: boolean;
};

/** What a list shows of a paper. Texts are as stored, in TeX. */
export type PaperCard = Listing & {
  version: number;
  title: string;
  /** The abstract; of a sample paper, this project's own summary. */
  abstract: string;
  /** The first `AUTHORS_SHOWN`; `authorCount` counts all. */
  authors: string[];
  authorCount: number;
  categories: NamedCategory[];
  comment: string | null;
  topics: TopicMatch[];
  isSample: boolean;
  /** Whether the newest version is a withdrawal; the comment has the reason, if there is one. */
  isWithdrawn: boolean;
};

/** A paper can have thousands of authors; a list needs no more than these. */
export const AUTHORS_SHOWN = 8;

/** The cards of these listings, in their order; a paper that is gone meanwhile is left out. */
export async function readCards(listings: readonly Listing[]): Promise<PaperCard[]> {
  if (listings.length === 0) return [];
  const rows = await selectRows<CardRow>(SELECT_CARDS, [
    listings.map(({ id }) => id),
    AUTHORS_SHOWN,
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return listings.flatMap((listing) => {
    const row = byId.get(listing.id);
    return row ? [toCard(row, listing)] : [];
  });
}

/** Category codes with their names. */
export function nameCategories(codes: readonly string[]): NamedCategory[] {
  return codes.map((code) => ({ code, name: categoryName(code) }));
}

type CardRow = Omit<PaperCard, keyof Listing | "categories"> & { id: string; categories: string[] };

const SELECT_CARDS = `
  SELECT p.id, p.version, p.title, p.abstract, p.comment, p.categories,
         p.authors[1:$2] AS authors,
         cardinality(p.authors) AS "authorCount",
         p.source = 'sample' AS "isSample",
         p.is_withdrawn AS "isWithdrawn",
         coalesce(
           (SELECT json_agg(json_build_object('slug', t.slug, 'matched', t.matched) ORDER BY t.slug)
              FROM paper_topic t WHERE t.paper_id = p.id), '[]') AS topics
    FROM paper p
   WHERE p.id = ANY($1)`;

function toCard(row: CardRow, listing: Listing): PaperCard {
  return { ...row, ...listing, categories: nameCategories(row.categories) };
}
