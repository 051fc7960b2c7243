import { splitAbstract } from "@/components/abstract-text";
import { formatCount } from "@/components/day-text";
import { paperHref } from "@/components/edition-href";
import { type Item, PaperItem } from "@/components/paper-item";
import { paperLinks } from "@/lib/paper-id";
import type { PaperCard } from "@/lib/read/paper-card";
import { displayName } from "@/lib/text/author-name";
import { toUnicode } from "@/lib/text/tex-to-unicode";

/** Names of topics by slug; a slug that no name is known for is not shown. */
export type TopicNames = ReadonlyMap<string, string>;

type Props = { papers: readonly PaperCard[]; topicNames: TopicNames };

/** Papers one below the other. */
export function PaperList({ papers, topicNames }: Props) {
  return (
    <ul className="papers">
      {papers.map((paper) => (
        <PaperItem key={paper.id} item={toItem(paper, topicNames)} />
      ))}
    </ul>
  );
}

/** The primary category by name, the others by their codes, which the filters explain. */
function toItem(paper: PaperCard, topicNames: TopicNames): Item {
  const [primary, ...others] = paper.categories;
  return {
    id: paper.id,
    href: paperHref(paper.id),
    title: toUnicode(paper.title),
    by: nameAuthors(paper),
    ...splitAbstract(paper.abstract),
    subject: primary?.name ?? primary?.code ?? "",
    otherSubjects: others.map(({ code }) => code).join(" "),
    topics: paper.topics.flatMap(({ slug }) => {
      const name = topicNames.get(slug);
      return name === undefined ? [] : [{ slug, name }];
    }),
    pdf: paperLinks(paper.id)?.pdf ?? null,
    note: paper.isEstimated ? "Day estimated" : null,
  };
}

function nameAuthors({ authors, authorCount }: PaperCard): string {
  const hidden = authorCount - authors.length;
  const names = authors.map(displayName).join(", ");
  return hidden > 0 ? `${names} and ${formatCount(hidden)} more` : names;
}
