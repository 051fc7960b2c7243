import { Fact } from "@/components/fact";
import { FormulaText } from "@/components/formula-text";
import { ListingFacts } from "@/components/listing-facts";
import type { TopicNames } from "@/components/paper-list";
import { VersionFacts } from "@/components/version-facts";
import type { PaperDetails } from "@/lib/read/paper";

type Props = { paper: PaperDetails; topicNames: TopicNames };

/** What is known of a paper besides its text; what is not known is left out. */
export function PaperFacts({ paper, topicNames }: Props) {
  const { comment, journalRef, doi, reportNo } = paper;
  return (
    <aside className="facts" aria-label="About this paper">
      <dl>
        <TopicFacts topics={paper.topics} topicNames={topicNames} />
        <ListingFacts listings={paper.listings} />
        <VersionFacts paper={paper} />
        {paper.categories.length > 0 ? (
          <Fact name="Categories">
            <CategoryList categories={paper.categories} />
          </Fact>
        ) : null}
        {comment ? (
          <Fact name="Comments">
            <FormulaText tex={comment} />
          </Fact>
        ) : null}
        {journalRef ? (
          <Fact name="Journal">
            <FormulaText tex={journalRef} />
          </Fact>
        ) : null}
        {doi ? (
          <Fact name="DOI">
            <DoiLinks doi={doi} />
          </Fact>
        ) : null}
        {reportNo ? <Fact name="Report">{reportNo}</Fact> : null}
        <LicenseFact license={paper.license} />
      </dl>
    </aside>
  );
}

function TopicFacts({
  topics,
  topicNames,
}: Pick<PaperDetails, "topics"> & Pick<Props, "topicNames">) {
  const named = topics.filter(({ slug }) => topicNames.has(slug));
  if (named.length === 0) return null;
  return (
    <Fact name="Topics">
      <ul>
        {named.map(({ slug, matched }) => (
          <li key={slug}>
            <a href={`/topics/${slug}`}>{topicNames.get(slug)}</a>
            {matched.length > 0 ? (
              <small>by the words {matched.map(quote).join(", ")}</small>
            ) : null}
          </li>
        ))}
      </ul>
    </Fact>
  );
}

function CategoryList({ categories }: Pick<PaperDetails, "categories">) {
  return (
    <ul>
      {categories.map(({ code, name }) => (
        <li key={code}>
          {name ?? code} {name ? <small>{code}</small> : null}
        </li>
      ))}
    </ul>
  );
}

/** arXiv's field may hold several, apart by spaces. A DOI may hold any character, `#` and `?` too. */
function DoiLinks({ doi }: { doi: string }) {
  return doi.split(/\s+/).map((each) => (
    <a key={each} href={`https://doi.org/${encodeURIComponent(each).replaceAll("%2F", "/")}`}>
      {each}
    </a>
  ));
}

function LicenseFact({ license }: { license: string | null }) {
  if (!license) return null;
  const text = license.replace(/^https?:\/\/|\/$/g, "");
  return (
    <Fact name="License">{/^https?:\/\//.test(license) ? <a href={license}>{text}</a> : text}</Fact>
  );
}

function quote(word: string): string {
  return `“${word}”`;
}
