import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { NoSuchTopic } from "@/components/no-such-topic";
import { Outage } from "@/components/outage";
import { StatusNotice } from "@/components/status-notice";
import { TopicView } from "@/components/topic-view";
import { readSiteStatus } from "@/lib/read/site-status";
import { isTopicCursor, listTopic } from "@/lib/read/topic";
import { readTopicCounts } from "@/lib/read/topic-counts";
import { findTopic } from "@/lib/topics/catalogue";
import { IgnoredNotice } from "../../edition-notices";
import { PAGE_SIZE, parseCursor } from "../../list-params";
import { unlessOutage } from "../../outage";
import { TOPIC_NAMES } from "../../topic-names";

export async function generateMetadata({ params }: PageProps<"/topics/[slug]">): Promise<Metadata> {
  const topic = findTopic((await params).slug);
  return topic ? { title: topic.name, description: topic.sentence } : { title: "No such topic" };
}

export default async function TopicPage({ params, searchParams }: PageProps<"/topics/[slug]">) {
  const { slug } = await params;
  const topic = findTopic(slug.toLowerCase());
  if (!topic) return <NoSuchTopic />;
  if (slug !== topic.slug) permanentRedirect(`/topics/${topic.slug}`);
  const { cursor: after, ignored } = parseCursor((await searchParams)["after"], isTopicCursor);
  const asked = Promise.all([
    listTopic({ slug: topic.slug, after, limit: PAGE_SIZE }),
    readTopicCounts(),
    readSiteStatus(),
  ]);
  const read = await unlessOutage(asked);
  if (!read) return <Outage />;
  const [page, { day, counts }, status] = read;
  return (
    <TopicView
      topic={topic}
      page={page}
      isFirst={after === null}
      day={day}
      count={counts.get(topic.slug)}
      topicNames={TOPIC_NAMES}
    >
      <StatusNotice status={status} />
      <IgnoredNotice ignored={ignored} />
    </TopicView>
  );
}
