import { FormulaText } from "@/components/formula-text";
import { Notice } from "@/components/notice";
import { PaperAuthors } from "@/components/paper-authors";
import { PaperFacts } from "@/components/paper-facts";
import { PaperLinkRow } from "@/components/paper-link-row";
import type { TopicNames } from "@/components/paper-list";
import { VersionChanges } from "@/components/version-changes";
import { WithdrawalNotice } from "@/components/withdrawal-notice";
import type { PaperDetails } from "@/lib/read/paper";

type Props = { paper: PaperDetails; topicNames: TopicNames };

/** Everything that is known of one paper. */
export function PaperView({ paper, topicNames }: Props) {
  const [primary] = paper.categories;
  return (
    <article className="paper">
      <header>
        {primary ? <p className="kicker">{primary.name ?? primary.code}</p> : null}
        <h1>
          <FormulaText tex={paper.title} />
        </h1>
        <PaperAuthors authors={paper.authors} />
        <PaperLinkRow id={paper.id} />
      </header>
      <WithdrawalNotice paper={paper} />
      <RecordNotice paper={paper} />
      <div className="body">
        <div className="text">
          <section className="abstract">
            <h2>{paper.isSample ? "Summary" : "Abstract"}</h2>
            <p>
              <FormulaText tex={paper.abstract} />
            </p>
          </section>
          <VersionChanges paper={paper} />
        </div>
        <PaperFacts paper={paper} topicNames={topicNames} />
      </div>
    </article>
  );
}

/** Says of a record that is not yet arXiv's own and whole, what it is instead. */
function RecordNotice({ paper }: { paper: PaperDetails }) {
  if (paper.isSample) {
    return (
      <Notice>
        This is from the sample edition: a real paper, with a summary written by this project in
        place of its abstract. arXiv’s own record replaces it when it is harvested.
      </Notice>
    );
  }
  if (paper.isComplete) return null;
  return (
    <Notice>
      So far this is known from the day’s feed only; comments, the dates of versions and all
      categories follow with the next harvest.
    </Notice>
  );
}
