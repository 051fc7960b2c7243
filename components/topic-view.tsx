import type { ReactNode } from "react";
import { formatCount, formatDayLong } from "@/components/day-text";
import { Pager } from "@/components/pager";
import { PaperList, type TopicNames } from "@/components/paper-list";
import type { Day } from "@/lib/paper";
import type { Page } from "@/lib/read/page";
import type { PaperCard } from "@/lib/read/paper-card";
import type { TopicCount } from "@/lib/read/topic-counts";

type Props = {
  topic: { slug: string; name: string; sentence: string; group: string; rule: string };
  page: Page<PaperCard>;
  isFirst: boolean;
  /** The day of the latest edition, and how many papers of the topic it and its week have. */
  day: Day | null;
  count: TopicCount | undefined;
  topicNames: TopicNames;
  children: ReactNode;
};

/** A topic: what it is, the rule that finds its papers, and the papers, day by day. */
export function TopicView({ topic, page, isFirst, day, count, topicNames, children }: Props) {
  const path = `/topics/${topic.slug}`;
  return (
    <>
      <div className="lead">
        <p className="kicker">
          <a href="/topics">Topics</a> / {topic.group}
        </p>
        <h1>{topic.name}</h1>
        <p>{topic.sentence}</p>
        {day ? <EditionCounts slug={topic.slug} day={day} count={count} /> : null}
        <details className="rule">
          <summary>The rule</summary>
          <p>
            A paper belongs here when its title or abstract passes this query:{" "}
            <code>{topic.rule}</code>
          </p>
        </details>
      </div>
      {children}
      <div className="column narrow">
        {page.items.length === 0 ? (
          <p className="nothing">No paper of this topic is stored.</p>
        ) : null}
        {groupByDay(page.items).map((group) => (
          <section key={group.day ?? "undated"}>
            <DayHeading day={group.day} />
            <PaperList papers={group.papers} topicNames={topicNames} />
          </section>
        ))}
        <Pager
          position={null}
          first={isFirst ? null : path}
          next={page.next === null ? null : `${path}?after=${encodeURIComponent(page.next)}`}
        />
      </div>
    </>
  );
}

type CountsProps = { slug: string; day: Day; count: TopicCount | undefined };

function EditionCounts({ slug, day, count }: CountsProps) {
  const { today, week } = count ?? { today: 0, week: 0 };
  return (
    <p className="counts">
      {today > 0 ? (
        <a href={`/date/${day}?topic=${slug}`}>{formatCount(today)} in the latest edition</a>
      ) : (
        "None in the latest edition"
      )}
      , {formatCount(week)} in the week up to it
    </p>
  );
}

function DayHeading({ day }: { day: Day | null }) {
  if (day === null) return <h2>Day not known</h2>;
  return (
    <h2>
      <a href={`/date/${day}`}>
        <time dateTime={day}>{formatDayLong(day)}</time>
      </a>
    </h2>
  );
}

function groupByDay(papers: readonly PaperCard[]): { day: Day | null; papers: PaperCard[] }[] {
  const groups = new Map<Day | null, PaperCard[]>();
  for (const paper of papers) {
    const group = groups.get(paper.day);
    if (group) group.push(paper);
    else groups.set(paper.day, [paper]);
  }
  return [...groups].map(([day, group]) => ({ day, papers: group }));
}
