import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { cache } from "react";
import { paperHref } from "@/components/edition-href";
import { MissingPaper } from "@/components/missing-paper";
import { Outage } from "@/components/outage";
import { PaperView } from "@/components/paper-view";
import { findPaper } from "@/lib/read/paper";
import { excerpt } from "@/lib/text/excerpt";
import { toUnicode } from "@/lib/text/tex-to-unicode";
import { unlessOutage } from "../../outage";
import { parsePaperPath } from "../../paper-path";
import { TOPIC_NAMES } from "../../topic-names";
import "katex/dist/katex.min.css";

export async function generateMetadata({
  params,
}: PageProps<"/papers/[...id]">): Promise<Metadata> {
  const { id } = readPath((await params).id);
  const paper = id === null ? null : (await loadPaper(id))?.paper;
  if (!paper) return {}; // the proxy's status brings the title
  return { title: toUnicode(paper.title), description: excerpt(paper.abstract, 200) };
}

export default async function PaperPage({ params }: PageProps<"/papers/[...id]">) {
  const { asked, id } = readPath((await params).id);
  if (id === null) return <MissingPaper id={null} />;
  if (asked !== id) permanentRedirect(paperHref(id));
  const read = await loadPaper(id);
  if (!read) return <Outage />;
  if (!read.paper) return <MissingPaper id={id} />;
  return <PaperView paper={read.paper} topicNames={TOPIC_NAMES} />;
}

/** Title and page of one request share the answer. */
const loadPaper = cache((id: string) => unlessOutage(findPaper(id).then((paper) => ({ paper }))));

/** Next gives the segments of a path as they stood in the address. */
function readPath(segments: readonly string[]) {
  return parsePaperPath(segments.map(decodeURIComponent));
}
