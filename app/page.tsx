import type { Metadata } from "next";
import { Dateline } from "@/components/dateline";
import { formatDay } from "@/components/day-text";
import { EditionView } from "@/components/edition-view";
import { NothingYet, SampleNotice } from "@/components/first-days";
import { Outage } from "@/components/outage";
import { latestDay } from "@/lib/read/edition-days";
import { readFrontPage } from "@/lib/read/front-page";
import { EditionNotices } from "./edition-notices";
import { PAGE_SIZE, parseListParams } from "./list-params";
import { unlessOutage } from "./outage";
import { TOPIC_NAMES } from "./topic-names";

/** A tab and a bookmark tell the day, as they do for the other editions. */
export async function generateMetadata(): Promise<Metadata> {
  const read = await unlessOutage(latestDay().then((day) => ({ day })));
  return read?.day ? { title: { absolute: `${formatDay(read.day)} · Broadsheet` } } : {};
}

export default async function FrontPage({ searchParams }: PageProps<"/">) {
  const { filter, after, ignored } = parseListParams(await searchParams);
  const front = await unlessOutage(readFrontPage({ ...filter, after, limit: PAGE_SIZE }));
  if (!front) return <Outage />;
  const { edition, neighbours, status, gaps } = front;
  if (!edition) return <NothingYet status={status} />;
  return (
    <>
      <Dateline heading={edition.day ?? { text: "The sample edition" }} {...neighbours} />
      <EditionNotices edition={edition} status={status} gaps={gaps} ignored={ignored}>
        {edition.day === null ? <SampleNotice /> : null}
      </EditionNotices>
      <EditionView edition={edition} address={{ path: "/", filter }} topicNames={TOPIC_NAMES} />
    </>
  );
}
