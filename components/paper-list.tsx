import { foldAbstract } from "@/components/abstract-text";
import { formatCount } from "@/components/day-text";
import { type Item, PaperItems } from "@/components/paper-items";
import { pack } from "@/components/parcel";
import { paperLinks } from "@/lib/paper-id";
import type { PaperCard } from "@/lib/read/paper-card";
import { displayName } from "@/lib/text/author-name";
import { excerpt } from "@/lib/text/excerpt";
import { toUnicode } from "@/lib/text/tex-to-unicode";

/** Names of topics by slug; a slug that no name is known for is not shown. */
export type TopicNames = ReadonlyMap<string, string>;

type Props = {
  papers: readonly PaperCard[];
  topicNames: TopicNames;
};

/** Papers one below the other. */
export function PaperList({ papers, topicNames }: Props) {
  return <PaperItems items={pack(papers.map((paper) => toItem(paper, topicNames)))} />;
}

/** The primary category by name, the others by their codes, which the filters explain. */
function toItem(paper: PaperCard, topicNames: TopicNames): Item {
  const [primary, ...others] = paper.categories;
  const by = nameAuthors(paper);
  const topics = nameTopics(paper, topicNames);
  const pdf = paperLinks(paper.id)?.pdf;
  return {
    id: paper.id,
    title: toUnicode(paper.title),
    ...foldAbstract(toUnicode(paper.abstract)),
    ...(by && { by }),
    ...(primary && { subject: primary.name ?? primary.code }),
    ...(others.length > 0 && { others: others.map(({ code }) => code).join(" ") }),
    ...(topics.length > 0 && { topics }),
    ...(paper.isWithdrawn && { withdrawn: nameReason(paper) }),
    ...(pdf && { pdf }),
    ...(paper.isEstimated && { note: "Day estimated" }),
    ...(paper.isSample && nameYear(paper.id)),
  };
}

/** UTF-16 units of a comment; the paper's own page has the whole. */
const LONGEST_REASON = 240;

function nameReason({ comment }: PaperCard): string {
  return comment ? `The comment says: “${excerpt(comment, LONGEST_REASON)}”` : "";
}

/** The sample has no day to stand under: the year in which the identifier was given out. */
function nameYear(id: string): { note?: string } {
  const [, year] = /^(\d{2})\d{2}\./.exec(id) ?? [];
  return year ? { note: `20${year}` } : {};
}

function nameTopics({ topics }: PaperCard, topicNames: TopicNames) {
  return topics.flatMap(({ slug }) => {
    const name = topicNames.get(slug);
    return name === undefined ? [] : [{ slug, name }];
  });
}

function nameAuthors({ authors, authorCount }: PaperCard): string {
  const hidden = authorCount - authors.length;
  const names = authors.map(displayName).join(", ");
  return hidden > 0 ? `${names} and ${formatCount(hidden)} more` : names;
}
