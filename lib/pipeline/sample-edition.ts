import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Paper } from "@/lib/paper";

/** A calendar date or an instant in UTC: sources differ in how exactly they know a date. */
const Moment = z.union([z.iso.date(), z.iso.datetime()]);

const Entry = z.object({
  /** An arXiv identifier, or `sample-NN` where none is confirmed. */
  id: z.string().regex(/^(\d{4}\.\d{4,5}|sample-\d{2})$/),
  title: z.string().min(1),
  authors: z.array(z.string().min(1)),
  published: Moment.nullable(),
  updated: Moment.nullable(),
  primary: z.string().min(1).nullable(),
  categories: z.array(z.string().min(1)),
  comment: z.string().min(1).nullable(),
  summary: z.string().min(1),
});

/** The shape of `prisma/sample-edition.json`: facts as far as confirmed, unknown is null or empty. */
export const SampleEdition = z.array(Entry).min(1);

/**
 * The edition that ships with the project, in its order: real papers, each with a summary of our
 * own in place of the abstract, for a database that arXiv has not filled yet. Reads below the
 * working directory, which every command and Next itself set to the project's root.
 */
export function readSampleEdition(): Paper[] {
  const file = path.join(process.cwd(), "prisma/sample-edition.json");
  return SampleEdition.parse(JSON.parse(readFileSync(file, "utf8"))).map(toPaper);
}

function toPaper(entry: z.infer<typeof Entry>): Paper {
  return {
    id: entry.id,
    version: 1,
    title: entry.title,
    abstract: entry.summary,
    authors: entry.authors,
    categories: [...new Set([...(entry.primary ? [entry.primary] : []), ...entry.categories])],
    versions: entry.published ? [{ number: 1, submittedAt: new Date(entry.published) }] : [],
    comment: entry.comment,
    journalRef: null,
    doi: null,
    reportNo: null,
    license: null,
    submitter: null,
    isWithdrawn: false,
    source: "sample",
    isComplete: false,
  };
}
