import { formatCount } from "@/components/day-text";
import type { Day } from "@/lib/paper";
import type { TopicCount, TopicCounts } from "@/lib/read/topic-counts";

export type IndexedTopic = { slug: string; name: string; sentence: string };
export type IndexedGroup = { name: string; topics: readonly IndexedTopic[] };

type Props = {
  groups: readonly IndexedGroup[];
  of: TopicCounts["of"];
  day: Day | null;
  counts: ReadonlyMap<string, TopicCount>;
};

/** All topics by group, with how many papers the latest edition and its week have of each. */
export function TopicIndex({ groups, of, day, counts }: Props) {
  return (
    <div className="index">
      {groups.map(({ name, topics }) => (
        <section key={name}>
          <h2>{name}</h2>
          <ul>
            {topics.map((topic) => (
              <li key={topic.slug}>
                <h3>
                  <a href={`/topics/${topic.slug}`}>{topic.name}</a>
                </h3>
                <Counts topic={topic} of={of} day={day} count={counts.get(topic.slug)} />
                <p>{topic.sentence}</p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

type CountsProps = Pick<Props, "of"> & {
  topic: IndexedTopic;
  day: Day | null;
  count: TopicCount | undefined;
};

function Counts({ topic, of, day, count }: CountsProps) {
  const { today, week } = count ?? { today: 0, week: 0 };
  if (of === "stored") {
    return (
      <p className="counts">
        <a href={`/topics/${topic.slug}`}>{formatCount(today)} stored</a>
      </p>
    );
  }
  if (day === null) {
    return (
      <p className="counts">
        {today > 0 ? (
          <a href={`/?topic=${topic.slug}`}>{today} in the sample</a>
        ) : (
          "none in the sample"
        )}
      </p>
    );
  }
  return (
    <p className="counts">
      {today > 0 ? (
        <a href={`/date/${day}?topic=${topic.slug}`}>{formatCount(today)} today</a>
      ) : (
        "0 today"
      )}
      <span> · {formatCount(week)} this week</span>
    </p>
  );
}
