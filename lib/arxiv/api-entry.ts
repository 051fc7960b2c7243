import { z } from "zod";
import { parseInstant } from "@/lib/arxiv/instant";
import { pickCategories } from "@/lib/arxiv/record-fields";
import { describeIssues, type Skipped } from "@/lib/arxiv/skipped";
import { OptionalXmlText, XmlTerm, XmlText } from "@/lib/arxiv/xml";
import { AppError } from "@/lib/errors";
import type { Paper, Version } from "@/lib/paper";
import { parsePaperId } from "@/lib/paper-id";
import { readsAsWithdrawn } from "@/lib/withdrawal";

const OptionalInstant = OptionalXmlText.transform((text) => (text ? parseInstant(text) : null));

const Entry = z.object({
  id: XmlText,
  title: XmlText.pipe(z.string().min(1, "no title")),
  summary: XmlText.default(""),
  published: OptionalInstant,
  updated: OptionalInstant,
  author: z.array(z.object({ name: XmlText })).default([]),
  category: z.array(XmlTerm).default([]),
  primary_category: z.array(XmlTerm).or(XmlTerm).optional(),
  comment: OptionalXmlText,
  journal_ref: OptionalXmlText,
  doi: OptionalXmlText,
});

const ErrorEntry = z.object({ id: XmlText, title: XmlText, summary: XmlText.default("") });

/** A paper from one entry of a query answer, or why it is none. */
export function readApiEntry(value: unknown): Paper | Skipped {
  const parsed = Entry.safeParse(value);
  if (!parsed.success) return { id: nameOf(value), reason: describeIssues(parsed.error) };
  const entry = parsed.data;
  const reference = parsePaperId(entry.id);
  if (!reference?.version) return { id: entry.id, reason: "no identifier with a version" };
  const primary = [entry.primary_category ?? []].flat();
  const categories = pickCategories([...primary, ...entry.category]);
  if (categories.length === 0) return { id: reference.id, reason: "no category" };
  return {
    id: reference.id,
    version: reference.version,
    title: entry.title,
    abstract: entry.summary,
    authors: entry.author.map(({ name }) => name).filter((name) => name !== ""),
    categories,
    versions: listVersions(reference.version, entry),
    comment: entry.comment,
    journalRef: entry.journal_ref,
    doi: entry.doi,
    reportNo: null,
    license: null,
    submitter: null,
    isWithdrawn: readsAsWithdrawn(entry.comment),
    source: "api",
    isComplete: true,
  };
}

/** Throws `arxiv_rejected` where an entry is arXiv's way of reporting an error. */
export function refuseErrorEntry(value: unknown): void {
  const entry = ErrorEntry.safeParse(value).data;
  if (!entry) return;
  const isError = /\/api\/errors(?:#|$)/.test(entry.id);
  if (!isError && (entry.title !== "Error" || parsePaperId(entry.id))) return;
  throw new AppError("arxiv_rejected", `arXiv reports an error: ${entry.summary || entry.id}`);
}

/** An answer dates the first version and the one it describes, and names no others. */
function listVersions(
  number: number,
  { published, updated }: { published: Date | null; updated: Date | null },
): Version[] {
  const first = { number: 1, submittedAt: published };
  return number === 1 ? [first] : [first, { number, submittedAt: updated }];
}

function nameOf(value: unknown): string {
  return z.object({ id: XmlText }).safeParse(value).data?.id.slice(0, 200) ?? "an entry without id";
}
