import type { Choice } from "@/components/choice-list";
import { type ListAddress, refine, toggle } from "@/components/edition-href";
import { FilterGroup } from "@/components/filter-group";
import type { TopicNames } from "@/components/paper-list";
import { categoryName } from "@/lib/category";
import type { Facets } from "@/lib/read/edition-facets";

type Props = { address: ListAddress; facets: Facets; topicNames: TopicNames };

const TOPICS_SHOWN = 16;
const CATEGORIES_SHOWN = 8;

/** The filters beside an edition: topics and categories that have papers, the fullest first. */
export function EditionFilters({ address, facets, topicNames }: Props) {
  return (
    <details className="rail">
      <summary>Filter by topic and category</summary>
      <nav aria-label="Filters">
        <FilterGroup
          label="Topics"
          choices={listTopicChoices(address, facets, topicNames)}
          shown={TOPICS_SHOWN}
        />
        <FilterGroup
          label="Categories"
          choices={listCategoryChoices(address, facets)}
          shown={CATEGORIES_SHOWN}
        />
      </nav>
    </details>
  );
}

function listTopicChoices(address: ListAddress, { topics }: Facets, names: TopicNames): Choice[] {
  const chosen = address.filter.topics;
  return [...names]
    .map(([slug, name]) => ({
      key: slug,
      name,
      count: topics.get(slug) ?? 0,
      href: refine(address, { topics: toggle(chosen, slug) }),
      ...(chosen.includes(slug) && { isChosen: true }),
    }))
    .filter(({ count, isChosen }) => count > 0 || isChosen)
    .sort(compareChoices);
}

function listCategoryChoices(address: ListAddress, { categories }: Facets): Choice[] {
  const chosen = address.filter.categories;
  const codes = new Set([...chosen, ...categories.keys()]);
  return [...codes]
    .map((code) => ({
      key: code,
      name: categoryName(code) ?? code,
      code,
      count: categories.get(code) ?? 0,
      href: refine(address, { categories: toggle(chosen, code) }),
      ...(chosen.includes(code) && { isChosen: true }),
    }))
    .sort(compareChoices);
}

function compareChoices(a: Choice, b: Choice): number {
  if (a.isChosen !== b.isChosen) return a.isChosen ? -1 : 1;
  return b.count - a.count || (a.key < b.key ? -1 : 1);
}
