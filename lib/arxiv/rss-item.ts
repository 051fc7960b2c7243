import { z } from "zod";
import { withoutAffiliations } from "@/lib/arxiv/author-line";
import { describeIssues, type Skipped } from "@/lib/arxiv/skipped";
import { OptionalXmlText, XmlText } from "@/lib/arxiv/xml";
import { ANNOUNCEMENT_TYPES, type AnnouncementType, type Paper } from "@/lib/paper";
import { oaiIdToPaperId } from "@/lib/paper-id";

/** One item of a feed: the paper as far as a feed knows it, and how it was announced. */
export type FeedItem = { paper: Paper; type: AnnouncementType };

const Item = z.object({
  title: XmlText.pipe(z.string().min(1, "no title")),
  description: XmlText.default(""),
  guid: XmlText,
  category: z.array(XmlText).min(1),
  announce_type: XmlText.pipe(z.enum(ANNOUNCEMENT_TYPES)),
  rights: OptionalXmlText,
  DOI: OptionalXmlText,
  journal_reference: OptionalXmlText,
  creator: XmlText.default(""),
});

/**
 * A paper and its announcement from one item, or why there is none. Layout and order (the primary
 * category first) as arxiv-feed writes them: feed/serializers/serializer.py, read at 0e491fe.
 */
export function readFeedItem(value: unknown): FeedItem | Skipped {
  const parsed = Item.safeParse(value);
  if (!parsed.success) return { id: nameOf(value), reason: describeIssues(parsed.error) };
  const item = parsed.data;
  const reference = oaiIdToPaperId(item.guid);
  if (!reference?.version) return { id: item.guid, reason: "no identifier with a version" };
  const { id, version } = reference;
  const paper: Paper = {
    id,
    version,
    title: item.title,
    abstract: readAbstract(item.description),
    authors: splitCreators(item.creator),
    categories: [...new Set(item.category)],
    versions: [{ number: version, submittedAt: null }],
    comment: null,
    journalRef: item.journal_reference,
    doi: item.DOI,
    reportNo: null,
    license: item.rights,
    submitter: null,
    isWithdrawn: false, // a feed carries no comment
    source: "rss",
    isComplete: false,
  };
  return { paper, type: item.announce_type };
}

/** What follows the line `arXiv:2203.01250v3 Announce Type: new`. */
function readAbstract(description: string): string {
  const marker = /^arXiv:.*? Announce Type: .*?Abstract: ?/;
  return description.replace(marker, "").trim();
}

/**
 * Authors of one comma-joined line; what stands in parentheses is an affiliation, with commas of its
 * own, and is left out.
 */
function splitCreators(line: string): string[] {
  return withoutAffiliations(line)
    .split(",")
    .map((name) => name.replace(/\s+/g, " ").trim())
    .filter((name) => name !== "");
}

function nameOf(value: unknown): string {
  const named = z.object({ guid: XmlText.optional(), link: XmlText.optional() });
  const { guid, link } = named.safeParse(value).data ?? {};
  return (guid || link || "an item without id").slice(0, 200);
}
