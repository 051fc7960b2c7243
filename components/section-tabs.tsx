import { formatCount } from "@/components/day-text";
import { type ListAddress, refine } from "@/components/edition-href";
import type { Facets, Section } from "@/lib/read/edition-facets";

/** What the parts of an edition are called, in print order. */
export const SECTION_NAMES: Record<Section, string> = {
  new: "New submissions",
  cross: "Cross-lists",
  replace: "Replacements",
};

/** Shorter, for the row of links that has to fit on a telephone. */
const TAB_NAMES: Record<Section, string> = { ...SECTION_NAMES, new: "New" };

const ORDER: readonly Section[] = ["new", "cross", "replace"];

/** Links to the whole edition and to each of its parts, with how many papers each would show. */
export function SectionTabs({ address, facets }: { address: ListAddress; facets: Facets }) {
  const { sections } = address.filter;
  const all = ORDER.reduce((sum, section) => sum + facets.sections[section], 0);
  return (
    <nav className="tabs" aria-label="Parts of the edition">
      <Tab href={refine(address, { sections: [] })} isCurrent={sections.length === 0}>
        All <b>{formatCount(all)}</b>
      </Tab>
      {ORDER.map((section) => (
        <Tab
          key={section}
          href={refine(address, { sections: [section] })}
          isCurrent={sections.includes(section)}
        >
          {TAB_NAMES[section]} <b>{formatCount(facets.sections[section])}</b>
        </Tab>
      ))}
    </nav>
  );
}

type TabProps = { href: string; isCurrent: boolean; children: React.ReactNode };

function Tab({ href, isCurrent, children }: TabProps) {
  return (
    <a href={href} aria-current={isCurrent ? "true" : undefined}>
      {children}
    </a>
  );
}
