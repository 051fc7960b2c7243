import type { EditionFilter } from "@/lib/read/edition-facets";

/** A list's address without its cursor: the path, and the filter in its query. */
export type ListAddress = { path: string; filter: EditionFilter };

/** The address of a list, parameters in one fixed order, so that a list has one address. */
export function listHref({ path, filter }: ListAddress, after?: string): string {
  const parts = [
    ...filter.sections.map((section) => `type=${section}`),
    ...filter.categories.map((code) => `cat=${encodeURIComponent(code)}`),
    ...filter.topics.map((slug) => `topic=${encodeURIComponent(slug)}`),
    ...(after === undefined ? [] : [`after=${encodeURIComponent(after)}`]),
  ];
  return parts.length === 0 ? path : `${path}?${parts.join("&")}`;
}

/** The same address with other filters; the beginning of the list. */
export function refine({ path, filter }: ListAddress, change: Partial<EditionFilter>): string {
  return listHref({ path, filter: { ...filter, ...change } });
}

/** A list of choices with one put in, or taken out where it is in. */
export function toggle<T>(chosen: readonly T[], choice: T): T[] {
  return chosen.includes(choice)
    ? chosen.filter((each) => each !== choice)
    : [...chosen, choice].sort();
}

/** The address of a paper's page. An identifier of the old scheme keeps its slash. */
export function paperHref(id: string): string {
  return `/papers/${id}`;
}
