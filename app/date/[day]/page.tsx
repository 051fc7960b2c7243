import type { Metadata } from "next";
import { Dateline } from "@/components/dateline";
import { formatDay } from "@/components/day-text";
import { EditionView } from "@/components/edition-view";
import { EmptyDay, NotADay } from "@/components/empty-day";
import { Outage } from "@/components/outage";
import { parseDay } from "@/lib/paper";
import { readDayPage } from "@/lib/read/day-page";
import { EditionNotices } from "../../edition-notices";
import { PAGE_SIZE, parseListParams } from "../../list-params";
import { unlessOutage } from "../../outage";
import { TOPIC_NAMES } from "../../topic-names";

export async function generateMetadata({ params }: PageProps<"/date/[day]">): Promise<Metadata> {
  const day = parseDay((await params).day);
  return { title: day ? formatDay(day) : "Not a day" };
}

export default async function DayPage({ params, searchParams }: PageProps<"/date/[day]">) {
  const { filter, after, ignored } = parseListParams(await searchParams);
  const day = parseDay((await params).day);
  if (!day) return <NotADay />;
  const read = await unlessOutage(readDayPage({ ...filter, day, after, limit: PAGE_SIZE }));
  if (!read) return <Outage />;
  const { edition, neighbours, status, gaps } = read;
  return (
    <>
      <Dateline heading={day} {...neighbours} />
      <EditionNotices edition={edition} status={status} gaps={gaps} ignored={ignored} />
      {edition.total === 0 ? (
        <EmptyDay day={day} neighbours={neighbours} />
      ) : (
        <EditionView
          edition={edition}
          address={{ path: `/date/${day}`, filter }}
          topicNames={TOPIC_NAMES}
        />
      )}
    </>
  );
}
