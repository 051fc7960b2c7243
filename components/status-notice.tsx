import { countOf, formatInstant } from "@/components/day-text";
import { Notice } from "@/components/notice";
import type { SiteStatus } from "@/lib/read/site-status";

/** Says in one sentence or two what a reader should know of the supply of papers; often nothing. */
export function StatusNotice({ status }: { status: SiteStatus }) {
  const text = describeStatus(status);
  return text === null ? null : <Notice>{text}</Notice>;
}

/** The words of the notice, or null where all is well. */
export function describeStatus(status: SiteStatus): string | null {
  const { trouble, isFirstHarvest, papersSoFar, reachedAt } = status;
  if (trouble) {
    const last = reachedAt
      ? `It last answered on ${formatInstant(reachedAt)}.`
      : "It has not answered since this Broadsheet was set up.";
    if (trouble.kind === "refused") {
      return `arXiv has turned this site’s requests away, so nothing new comes in until a person has looked into it. ${last}`;
    }
    const next = trouble.nextTryAt
      ? `The next try is at ${formatInstant(trouble.nextTryAt)}.`
      : "It will be tried again.";
    return `arXiv cannot be reached at the moment. ${last} ${next}`;
  }
  if (!isFirstHarvest) return null;
  return papersSoFar === 0
    ? "The first harvest has just begun. Papers appear here within a few minutes; reload to see them."
    : `The first harvest is at work: ${countOf(papersSoFar, "paper")} so far. Reload to see more.`;
}
