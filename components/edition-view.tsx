import { ChosenFilters } from "@/components/chosen-filters";
import { EditionFilters } from "@/components/edition-filters";
import { type ListAddress, listHref } from "@/components/edition-href";
import { Pager } from "@/components/pager";
import { PaperList, type TopicNames } from "@/components/paper-list";
import { SECTION_NAMES, SectionTabs } from "@/components/section-tabs";
import type { Edition } from "@/lib/read/edition";
import type { Section } from "@/lib/read/edition-facets";
import type { PaperCard } from "@/lib/read/paper-card";

type Props = { edition: Edition; address: ListAddress; topicNames: TopicNames };

/** An edition: its parts, its filters and one page of its papers. */
export function EditionView({ edition, address, topicNames }: Props) {
  const { page, facets, offset, matching, total, day } = edition;
  // Pages after the first name their day: the latest edition may be another one by then.
  const fixed = day === null ? address : { ...address, path: `/date/${day}` };
  return (
    <div className="spread">
      <EditionFilters address={address} facets={facets} topicNames={topicNames} />
      <div className="column">
        {day === null ? null : <SectionTabs address={address} facets={facets} />}
        <ChosenFilters
          address={address}
          topicNames={topicNames}
          matching={matching}
          total={total}
        />
        {page.items.length === 0 ? (
          <NothingFound address={address} isPastEnd={matching > 0} first={listHref(fixed)} />
        ) : null}
        {groupBySection(page.items).map(({ section, papers }) => (
          <section key={section}>
            <SectionHeading section={section} edition={edition} />
            <PaperList papers={papers} topicNames={topicNames} />
          </section>
        ))}
        <Pager
          position={
            page.items.length === 0 ? null : { offset, shown: page.items.length, of: matching }
          }
          first={offset > 0 && page.items.length > 0 ? listHref(fixed) : null}
          next={page.next === null ? null : listHref(fixed, page.next)}
        />
      </div>
    </div>
  );
}

type Group = { section: Section | "sample"; papers: PaperCard[] };

function groupBySection(papers: readonly PaperCard[]): Group[] {
  const groups = new Map<Group["section"], PaperCard[]>();
  for (const paper of papers) {
    const section = paper.type === "replace-cross" ? "replace" : (paper.type ?? "sample");
    const group = groups.get(section);
    if (group) group.push(paper);
    else groups.set(section, [paper]);
  }
  return [...groups].map(([section, group]) => ({ section, papers: group }));
}

function SectionHeading({ section, edition }: { section: Group["section"]; edition: Edition }) {
  if (section === "sample") return <h2 className="hidden-text">The sample edition</h2>;
  return (
    <h2>
      {SECTION_NAMES[section]} <b>{edition.facets.sections[section]}</b>
    </h2>
  );
}

type NothingProps = { address: ListAddress; isPastEnd: boolean; first: string };

/** A shared address can lead past the end: papers are dated anew, the last ones were taken away. */
function NothingFound({ address, isPastEnd, first }: NothingProps) {
  if (isPastEnd) {
    return (
      <p className="nothing">
        Nothing comes after this place in the edition. <a href={first}>Begin at its first page</a>.
      </p>
    );
  }
  return (
    <p className="nothing">
      No paper of this edition passes these filters. <a href={address.path}>Show all of them</a>.
    </p>
  );
}
