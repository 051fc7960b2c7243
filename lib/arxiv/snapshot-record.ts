import { z } from "zod";
import { splitAuthorLine } from "@/lib/arxiv/author-line";
import {
  AbstractField,
  AuthorsField,
  CategoryField,
  FactField,
  InstantField,
  PaperIdField,
  TitleField,
} from "@/lib/arxiv/record-fields";
import type { Paper } from "@/lib/paper";
import { readsAsWithdrawn } from "@/lib/withdrawal";

const LONGEST_LINE_OF_AUTHORS = 200_000;

const VersionField = z.object({
  version: z.string().regex(/^v[1-9]\d{0,3}$/),
  created: InstantField,
});

/**
 * One line of arXiv's public metadata snapshot (the data set that Cornell University publishes).
 * Every version with its date; the announcement day is not in it.
 */
export const SnapshotRecord = z
  .object({
    id: PaperIdField,
    submitter: FactField,
    authors: z.string().max(LONGEST_LINE_OF_AUTHORS).nullish(),
    title: TitleField,
    comments: FactField,
    "journal-ref": FactField,
    doi: FactField,
    "report-no": FactField,
    categories: z
      .string()
      .transform((text) => text.split(/\s+/).filter(Boolean))
      .pipe(z.array(CategoryField).min(1)),
    license: FactField,
    abstract: AbstractField,
    versions: z.array(VersionField).min(1),
    authors_parsed: z.array(z.array(z.string())).nullish(),
  })
  .transform((record, context): Paper => {
    const authors = AuthorsField.safeParse(listNames(record.authors_parsed, record.authors));
    if (!authors.success) {
      const [issue] = authors.error.issues;
      context.addIssue({ code: "custom", path: ["authors"], message: issue?.message ?? "are bad" });
      return z.NEVER;
    }
    const versions = record.versions.map(({ version, created }) => ({
      number: Number(version.slice(1)),
      submittedAt: created,
    }));
    return {
      id: record.id,
      version: Math.max(...versions.map(({ number }) => number)),
      title: record.title,
      abstract: record.abstract,
      authors: authors.data,
      categories: record.categories,
      versions,
      comment: record.comments,
      journalRef: record["journal-ref"],
      doi: record.doi,
      reportNo: record["report-no"],
      license: record.license,
      submitter: record.submitter,
      isWithdrawn: readsAsWithdrawn(record.comments),
      source: "import",
      isComplete: true,
    };
  });

/** Names from `[last, first, suffix]` triples, else from the raw line split at commas and "and". */
function listNames(
  parsed: readonly string[][] | null | undefined,
  raw: string | null | undefined,
): string[] {
  if (parsed?.length) {
    return parsed.map(([last, first, suffix]) => [first, last, suffix].filter(Boolean).join(" "));
  }
  return splitAuthorLine(raw ?? "");
}
