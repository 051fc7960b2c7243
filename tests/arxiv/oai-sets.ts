/** The sets of OAI-PMH: `group`, `group:archive`, `group:archive:CLASS`, as arXiv's service names them. */
import { categoryName } from "@/lib/category";
import { expandCategories, listCategories, nameCategory } from "./taxonomy.ts";

const GROUPS: Record<string, string> = {
  cs: "Computer Science",
  econ: "Economics",
  eess: "Electrical Engineering and Systems Science",
  math: "Mathematics",
  physics: "Physics",
  "q-bio": "Quantitative Biology",
  "q-fin": "Quantitative Finance",
  stat: "Statistics",
};
/** Archives whose group is neither physics nor named as they are. */
const GROUP_OF: Record<string, string> = {
  "cmp-lg": "cs",
  "alg-geom": "math",
  "dg-ga": "math",
  "funct-an": "math",
  "q-alg": "math",
};

/** `cs:cs:LG` for cs.LG, `physics:hep-th` for hep-th, `physics:physics:optics` for physics.optics. */
export function setSpecOf(category: string): string {
  const archive = category.split(".")[0] ?? category;
  return `${groupOf(archive)}:${category.replace(".", ":")}`;
}

/** Whether a paper of a category is in a set; null where arXiv has no such set. */
export function parseSetSpec(set: string): ((categories: readonly string[]) => boolean) | null {
  const [group = "", archive, subject, more] = set.split(":");
  if (!Object.hasOwn(GROUPS, group) || more !== undefined) return null;
  if (archive === undefined) {
    return (categories) => [...expandCategories(categories)].some((name) => isIn(name, group));
  }
  const name = subject === undefined ? archive : `${archive}.${subject}`;
  if (groupOf(archive) !== group || nameCategory(name) !== name) return null;
  const members = expandCategories([name]);
  return (categories) => categories.some((category) => members.has(category));
}

/** Every set with its name: groups, then archives, then their classes. */
export function listSets(): { spec: string; name: string }[] {
  const categories = listCategories();
  const archives = [...new Set(categories.map((name) => name.split(".")[0] ?? name))];
  const named = (code: string) => categoryName(code) ?? GROUPS[code] ?? code;
  return [
    ...Object.entries(GROUPS).map(([spec, name]) => ({ spec, name })),
    ...archives.map((code) => ({ spec: `${groupOf(code)}:${code}`, name: named(code) })),
    ...categories
      .filter((code) => code.includes("."))
      .map((code) => ({ spec: setSpecOf(code), name: named(code) })),
  ];
}

function isIn(category: string, group: string): boolean {
  return groupOf(category.split(".")[0] ?? category) === group;
}

function groupOf(archive: string): string {
  return GROUP_OF[archive] ?? (Object.hasOwn(GROUPS, archive) ? archive : "physics");
}
