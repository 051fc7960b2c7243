import type { Metadata } from "next";
import { formatDay } from "@/components/day-text";
import { Outage } from "@/components/outage";
import { StatusNotice } from "@/components/status-notice";
import { TopicIndex } from "@/components/topic-index";
import type { Day } from "@/lib/paper";
import { readSiteStatus } from "@/lib/read/site-status";
import { readTopicCounts, type TopicCounts } from "@/lib/read/topic-counts";
import { TOPIC_GROUPS, TOPICS } from "@/lib/topics/catalogue";
import { unlessOutage } from "../outage";

export const metadata: Metadata = { title: "Topics" };

const GROUPS = TOPIC_GROUPS.map((name) => ({
  name,
  topics: TOPICS.filter(({ group }) => group === name),
}));

export default async function TopicsPage() {
  const read = await unlessOutage(Promise.all([readTopicCounts(), readSiteStatus()]));
  if (!read) return <Outage />;
  const [{ of, day, counts }, status] = read;
  return (
    <>
      <div className="lead">
        <h1>Topics</h1>
        <p>
          {`${TOPICS.length} subjects, each found by a rule over titles and abstracts. ${explainCounts(of, day)}`}
        </p>
      </div>
      <StatusNotice status={status} />
      <TopicIndex groups={GROUPS} of={of} day={day} counts={counts} />
    </>
  );
}

function explainCounts(of: TopicCounts["of"], day: Day | null): string {
  if (day) {
    return `“Today” is the latest edition, ${formatDay(day)}, “this week” the seven days up to it.`;
  }
  if (of === "sample") return "Counted are the papers of the sample edition.";
  return "Counted are all stored papers; none of them has an announcement day yet.";
}
