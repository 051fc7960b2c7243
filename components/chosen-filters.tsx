import { countOf, formatCount } from "@/components/day-text";
import { type ListAddress, refine, toggle } from "@/components/edition-href";
import type { TopicNames } from "@/components/paper-list";
import { SECTION_NAMES } from "@/components/section-tabs";

type Props = { address: ListAddress; topicNames: TopicNames; matching: number; total: number };

/** Which filters hold, each with the way out of it. Nothing where none holds. */
export function ChosenFilters({ address, topicNames, matching, total }: Props) {
  const { sections, topics, categories } = address.filter;
  const removals = [
    ...topics.map((slug) => ({
      name: topicNames.get(slug) ?? slug,
      href: refine(address, { topics: toggle(topics, slug) }),
    })),
    ...categories.map((code) => ({
      name: code,
      href: refine(address, { categories: toggle(categories, code) }),
    })),
    ...sections.map((section) => ({
      name: SECTION_NAMES[section],
      href: refine(address, { sections: toggle(sections, section) }),
    })),
  ];
  if (removals.length === 0) return null;
  return (
    <p className="chosen">
      {formatCount(matching)} of {countOf(total, "paper")}:{" "}
      {removals.map(({ name, href }) => (
        <a key={href} href={href} className="chip">
          <span className="hidden-text">Remove the filter </span>
          {name} <span aria-hidden="true">×</span>
        </a>
      ))}{" "}
      <a href={address.path}>Show all</a>
    </p>
  );
}
