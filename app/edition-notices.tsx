import type { ReactNode } from "react";
import { countOf } from "@/components/day-text";
import { GapNotice } from "@/components/gap-notice";
import { Notice } from "@/components/notice";
import { StatusNotice } from "@/components/status-notice";
import type { Edition } from "@/lib/read/edition";
import type { EditionGaps } from "@/lib/read/edition-gaps";
import type { SiteStatus } from "@/lib/read/site-status";

type Props = {
  edition: Edition;
  status: SiteStatus;
  gaps: EditionGaps;
  ignored: readonly string[];
  children?: ReactNode;
};

/** What has to be said before an edition is read. */
export function EditionNotices({ edition, status, gaps, ignored, children }: Props) {
  return (
    <>
      <StatusNotice status={status} />
      {children}
      <GapNotice gaps={gaps} />
      <IgnoredNotice ignored={ignored} />
      <EstimateNotice edition={edition} />
    </>
  );
}

/** Names the parameters of the address that could not be understood. */
export function IgnoredNotice({ ignored }: { ignored: readonly string[] }) {
  if (ignored.length === 0) return null;
  return <Notice>Not understood in the address, and left out: {ignored.join(", ")}.</Notice>;
}

function EstimateNotice({ edition: { estimated, total } }: { edition: Edition }) {
  if (estimated === 0) return null;
  const which =
    estimated === total
      ? "The day of these papers"
      : `The day of ${countOf(estimated, "paper")} here`;
  return (
    <Notice>
      {which} is estimated from the time of submission and arXiv’s schedule; arXiv’s own
      announcement was not at hand.
    </Notice>
  );
}
