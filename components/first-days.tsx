import { Notice } from "@/components/notice";
import { describeStatus } from "@/components/status-notice";
import type { SiteStatus } from "@/lib/read/site-status";

/** What the sample edition is, above it. */
export function SampleNotice() {
  return (
    <Notice>
      Nothing has come from arXiv yet, so this is a sample: real papers, with summaries written by
      this project in place of their abstracts. The first harvest replaces it.
    </Notice>
  );
}

/** The front page of a site that has no paper with a day. */
export function NothingYet({ status }: { status: SiteStatus }) {
  return (
    <div className="plain">
      <h1>No edition yet</h1>
      <p>
        {describeStatus(status) ??
          "No paper with an announcement day is stored. The next harvest brings some; npm run harvest starts one now."}
      </p>
      <p>
        Meanwhile, see <a href="/topics">the topics</a> that papers are sorted by.
      </p>
    </div>
  );
}
