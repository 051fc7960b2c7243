import { archiveOf, canonicalCategory } from "@/lib/category";

/** Archives that arXiv's taxonomy groups under physics (arxiv-base, taxonomy/definitions.py). */
const PHYSICS: ReadonlySet<string> = new Set(
  (
    "astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th physics " +
    "quant-ph"
  ).split(" "),
);
const OTHERS: ReadonlySet<string> = new Set("cs econ eess math q-bio q-fin stat".split(" "));

/**
 * The OAI-PMH set that holds a category's whole archive: `cs` for `cs.LG`, `physics:hep-th` for
 * `hep-th`, `physics:astro-ph` for `astro-ph.GA`; of a closed archive, the one its papers went to.
 * Null where arXiv has no such category. The sets' names: arXiv/oaipmh, create_set_list.py (27c3909).
 */
export function oaiSetOf(category: string): string | null {
  return nameSet(archiveOf(category)) ?? nameSet(archiveOf(canonicalCategory(category) ?? ""));
}

function nameSet(archive: string): string | null {
  if (PHYSICS.has(archive)) return `physics:${archive}`;
  return OTHERS.has(archive) ? archive : null;
}
