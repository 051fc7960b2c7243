import { canonicalCategory } from "@/lib/category";
import type { AnnouncementType } from "@/lib/paper";

/** The three parts of an edition, in the order in which it prints them. */
export const SECTIONS = ["new", "cross", "replace"] as const;
export type Section = (typeof SECTIONS)[number];

/** What is known of each paper of an edition before it is shown. */
export type Entry = {
  id: string;
  type: AnnouncementType;
  isEstimated: boolean;
  categories: string[];
  topics: string[];
};

/** Each list is a union; an empty one asks for nothing. */
export type EditionFilter = { sections: Section[]; topics: string[]; categories: string[] };

/** How many papers each choice would show, under the filters of the other two kinds. */
export type Facets = {
  sections: Record<Section, number>;
  topics: Map<string, number>;
  categories: Map<string, number>;
};

/** The part of the edition that an announcement belongs to. */
export function sectionOf(type: AnnouncementType): Section {
  return type === "replace-cross" ? "replace" : type;
}

/** The entries that pass the whole filter, in their order. */
export function chooseEntries(entries: readonly Entry[], filter: EditionFilter): Entry[] {
  const passes = compileFilter(filter);
  return entries.filter((e) => passes.section(e) && passes.topic(e) && passes.category(e));
}

/** Counts what every choice of section, topic and category would show. */
export function countFacets(entries: readonly Entry[], filter: EditionFilter): Facets {
  const passes = compileFilter(filter);
  const facets: Facets = {
    sections: { new: 0, cross: 0, replace: 0 },
    topics: new Map(),
    categories: new Map(),
  };
  for (const entry of entries) {
    const [inSection, inTopic, inCategory] = [
      passes.section(entry),
      passes.topic(entry),
      passes.category(entry),
    ];
    if (inTopic && inCategory) facets.sections[sectionOf(entry.type)] += 1;
    if (inSection && inCategory) for (const slug of entry.topics) increment(facets.topics, slug);
    if (!inSection || !inTopic) continue;
    for (const code of subjectsOf(entry.categories)) increment(facets.categories, code);
  }
  return facets;
}

/** The categories of a paper, each subject once: an alias counts as the code in use. */
function subjectsOf(categories: readonly string[]): Set<string> {
  return new Set(categories.map(subjectOf));
}

/** Remembered, as one edition asks for the same few codes thousands of times. */
const subjects = new Map<string, string>();

function subjectOf(code: string): string {
  const known = subjects.get(code);
  if (known !== undefined) return known;
  const subject = canonicalCategory(code) ?? code;
  if (subjects.size < MOST_SUBJECTS) subjects.set(code, subject);
  return subject;
}

/** More codes than arXiv has; what is stored or asked for beyond them is not worth remembering. */
const MOST_SUBJECTS = 1000;

function compileFilter({ sections, topics, categories }: EditionFilter) {
  const wanted = new Set(categories.map(subjectOf));
  return {
    section: (e: Entry) => sections.length === 0 || sections.includes(sectionOf(e.type)),
    topic: (e: Entry) => topics.length === 0 || e.topics.some((slug) => topics.includes(slug)),
    category: (e: Entry) =>
      wanted.size === 0 || e.categories.some((code) => wanted.has(subjectOf(code))),
  };
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
