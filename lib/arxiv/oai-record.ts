import { z } from "zod";
import { splitAuthorLine } from "@/lib/arxiv/author-line";
import { readRecordElement, type VersionElement } from "@/lib/arxiv/oai-element";
import {
  AbstractField,
  AuthorsField,
  FactField,
  InstantField,
  pickCategories,
  TitleField,
} from "@/lib/arxiv/record-fields";
import { describeIssues, type Skipped } from "@/lib/arxiv/skipped";
import { foldText } from "@/lib/fold-text";
import { type Day, type Paper, parseDay, type Version } from "@/lib/paper";
import { oaiIdToPaperId, parsePaperId } from "@/lib/paper-id";

/** `datestamp`: the day (UTC) on which arXiv last changed the record, for whatever reason. */
export type OaiRecord = { paper: Paper; datestamp: Day; setSpecs: string[] };

/** A record that arXiv took away. None has been seen; the protocol allows it. */
export type DeletedRecord = { id: string; datestamp: Day };

/** The line of authors of the largest collaborations has some 60,000 characters. */
const LONGEST_LINE_OF_AUTHORS = 200_000;

const RawRecord = z.object({
  title: TitleField,
  abstract: AbstractField.default(""),
  authors: z
    .string()
    .max(LONGEST_LINE_OF_AUTHORS)
    .default("")
    .transform(splitAuthorLine)
    .pipe(AuthorsField),
  categories: z
    .string()
    .transform((text) => pickCategories(text.split(/\s+/)))
    .refine((codes) => codes.length > 0, "hold no category"),
  comments: FactField,
  submitter: FactField,
  license: FactField,
  doi: FactField,
  "journal-ref": FactField,
  "report-no": FactField,
});

/**
 * One `record` of `metadataPrefix=arXivRaw`, as XML text: what it says of a paper, that it was taken
 * away, or why it cannot be read. Versions come in no order, and a latest one whose `source_type`
 * holds an `I` is a withdrawal (https://info.arxiv.org/help/oa/index.html).
 */
export function readOaiRecord(xml: string): OaiRecord | DeletedRecord | Skipped {
  const element = readRecordElement(xml);
  if ("damage" in element)
    return { id: guessName(xml), reason: `malformed XML: ${element.damage}` };
  const { texts } = element;
  const skip = (reason: string): Skipped => ({
    id: foldText(texts["identifier"] || texts["id"] || "a record without id").slice(0, 200),
    reason,
  });
  const id = oaiIdToPaperId(texts["identifier"] ?? "")?.id;
  if (!id) return skip("no identifier of a paper");
  const datestamp = parseDay(texts["datestamp"]?.trim().slice(0, 10) ?? "");
  if (!datestamp) return skip("no datestamp");
  if (element.isDeleted) return { id, datestamp };
  if (parsePaperId(texts["id"] ?? "")?.id !== id) return skip("header and metadata differ in id");
  const parsed = RawRecord.safeParse(texts);
  if (!parsed.success) return skip(describeIssues(parsed.error));
  const versions = listVersions(element.versions);
  const latest = versions.at(-1);
  if (!latest) return skip("no version");
  const record = parsed.data;
  const paper: Paper = {
    id,
    version: latest.number,
    title: record.title,
    abstract: record.abstract,
    authors: record.authors,
    categories: record.categories,
    versions: versions.map(({ number, submittedAt }) => ({ number, submittedAt })),
    comment: record.comments,
    journalRef: record["journal-ref"],
    doi: record.doi,
    reportNo: record["report-no"],
    license: record.license,
    submitter: record.submitter,
    isWithdrawn: latest.sourceType.includes("I"),
    source: "oai",
    isComplete: true,
  };
  return { paper, datestamp, setSpecs: element.setSpecs };
}

/** By number, each once. */
function listVersions(elements: VersionElement[]): (Version & { sourceType: string })[] {
  const versions = elements.flatMap(({ version, date, source_type: sourceType }) => {
    const [, digits] = /^v([1-9]\d{0,3})$/.exec(version) ?? [];
    if (!digits) return [];
    const submittedAt = InstantField.safeParse(date).data ?? null;
    return [{ number: Number(digits), submittedAt, sourceType }];
  });
  const byNumber = new Map(versions.map((version) => [version.number, version]));
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}

/** The identifier of a record that is no XML. */
function guessName(xml: string): string {
  const [, name] = /<(?:\w+:)?identifier>([^<]{1,200})/.exec(xml) ?? [];
  return foldText(name ?? "a record without id");
}
