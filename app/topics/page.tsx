import type { Metadata } from "next";
import { formatDay } from "@/components/day-text";
import { Outage } from "@/components/outage";
import { StatusNotice } from "@/components/status-notice";
import { TopicIndex } from "@/components/topic-index";
import { readSiteStatus } from "@/lib/read/site-status";
import { readTopicCounts } from "@/lib/read/topic-counts";
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
  const [{ day, counts }, status] = read;
  return (
    <>
      <div className="lead">
        <h1>Topics</h1>
        <p>
          {`${TOPICS.length} subjects, each found by a rule over titles and abstracts. ${day ? `“Today” is the latest edition, ${formatDay(day)}, “this week” the seven days up to it.` : "Counted are the papers of the sample edition."}`}
        </p>
      </div>
      <StatusNotice status={status} />
      <TopicIndex groups={GROUPS} day={day} counts={counts} />
    </>
  );
}
