import { countOf, formatInstant } from "@/components/day-text";
import { Notice } from "@/components/notice";
import type { SiteStatus, Trouble } from "@/lib/read/site-status";

/** Says in a sentence or two what a reader should know of the supply of papers; often nothing. */
export function StatusNotice({ status }: { status: SiteStatus }) {
  const text = describeStatus(status);
  if (text === null) return null;
  return (
    <Notice>
      {text} <a href="/status">See the status</a>.
    </Notice>
  );
}

/** The words of the notice, or null where all is well. */
export function describeStatus({ trouble, isFirstHarvest, papersSoFar, reachedAt }: SiteStatus) {
  if (trouble) {
    const last = reachedAt
      ? `arXiv last answered on ${formatInstant(reachedAt)}.`
      : "arXiv has not answered since this site was set up.";
    return `${TROUBLES[trouble.kind]} ${last}${describeNextTry(trouble)}`;
  }
  if (!isFirstHarvest) return null;
  return papersSoFar === 0
    ? "The first harvest has just begun. Papers appear here within a few minutes; reload to see them."
    : `The first harvest is at work: ${countOf(papersSoFar, "paper")} so far. Reload to see more.`;
}

const TROUBLES: Record<Trouble["kind"], string> = {
  unreachable: "arXiv cannot be reached at the moment.",
  refused:
    "arXiv turns this site’s requests away, so nothing new comes in until a person has looked into it.",
  failed: "The last harvest failed; the log of the worker says why.",
};

/** Pages know no clock, and the time may be past when one is read: "after" stays true. */
function describeNextTry({ nextTryAt }: Trouble): string {
  return nextTryAt ? ` The next try is after ${formatInstant(nextTryAt)}.` : "";
}
