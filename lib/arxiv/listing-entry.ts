import { z } from "zod";
import type { ListingType } from "@/lib/arxiv/listing-headings";
import type { ListingEntry } from "@/lib/arxiv/listing-page";
import {
  AbstractField,
  AuthorsField,
  FactField,
  pickCategories,
  TitleField,
} from "@/lib/arxiv/record-fields";
import { describeIssues, type Skipped } from "@/lib/arxiv/skipped";
import { aliasesOf, archiveOf } from "@/lib/category";
import type { AnnouncementType, Paper } from "@/lib/paper";
import { parsePaperId } from "@/lib/paper-id";
import { readsAsWithdrawn } from "@/lib/withdrawal";

/** The paper of an entry and how it was announced. */
export type ListedPaper = { paper: Paper; type: AnnouncementType };

const Entry = z.object({
  title: TitleField,
  authors: AuthorsField,
  comment: FactField,
  journalRef: FactField,
  abstract: AbstractField,
  subjects: z
    .string()
    .transform((line) => pickCategories(line.split(";").map(codeOf)))
    .refine((codes) => codes.length > 0, "name no category"),
});

/**
 * The paper of one entry, listed in `category` (or the archive of that name), or why there is none.
 * A page names no version: the record has the least that the section allows.
 */
export function readListedPaper(
  entry: ListingEntry,
  { category, section }: { category: string; section: ListingType },
): ListedPaper | Skipped {
  const id = parsePaperId(entry.id)?.id;
  if (!id) return { id: entry.id.slice(0, 200) || "an entry without id", reason: "no identifier" };
  const parsed = Entry.safeParse(entry);
  if (!parsed.success) return { id, reason: describeIssues(parsed.error) };
  const { title, authors, comment, journalRef, abstract, subjects: categories } = parsed.data;
  const paper: Paper = {
    id,
    version: section === "replace" ? 2 : 1,
    title,
    abstract,
    authors,
    categories,
    versions: section === "new" ? [{ number: 1, submittedAt: null }] : [],
    comment,
    journalRef,
    doi: null,
    reportNo: null,
    license: null,
    submitter: null,
    isWithdrawn: readsAsWithdrawn(comment),
    source: "listing",
    isComplete: false,
  };
  const [primary = ""] = categories;
  return {
    paper,
    type: section === "replace" && !isHome(category, primary) ? "replace-cross" : section,
  };
}

/** Whether a paper of this primary category belongs to the list by itself, not by a cross-list. */
function isHome(category: string, primary: string): boolean {
  return aliasesOf(category).includes(primary) || archiveOf(primary) === category;
}

/** `cs.LG` of "Machine Learning (cs.LG)". */
function codeOf(subject: string): string {
  return /\(([^()]*)\)\s*$/.exec(subject)?.[1] ?? "";
}
