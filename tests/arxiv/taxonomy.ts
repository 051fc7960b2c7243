/** arXiv's archives and their subject classes (arxiv.org/category_taxonomy, closed ones included). */
const SUBJECT_CLASSES: Record<string, string> = {
  "astro-ph": "CO EP GA HE IM SR",
  "cond-mat": "dis-nn mes-hall mtrl-sci other quant-gas soft stat-mech str-el supr-con",
  cs: "AI AR CC CE CG CL CR CV CY DB DC DL DM DS ET FL GL GR GT HC IR IT LG LO MA MM MS NA NE NI OH OS PF PL RO SC SD SE SI SY",
  econ: "EM GN TH",
  eess: "AS IV SP SY",
  math: "AC AG AP AT CA CO CT CV DG DS FA GM GN GR GT HO IT KT LO MG MP NA NT OA OC PR QA RA RT SG SP ST",
  nlin: "AO CD CG PS SI",
  physics:
    "acc-ph ao-ph app-ph atm-clus atom-ph bio-ph chem-ph class-ph comp-ph data-an ed-ph flu-dyn gen-ph geo-ph hist-ph ins-det med-ph optics plasm-ph pop-ph soc-ph space-ph",
  "q-bio": "BM CB GN MN NC OT PE QM SC TO",
  "q-fin": "CP EC GN MF PM PR RM ST TR",
  stat: "AP CO ME ML OT TH",
};

const UNDIVIDED_ARCHIVES =
  "acc-phys adap-org alg-geom ao-sci atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math-ph mtrl-th nucl-ex nucl-th patt-sol plasm-ph q-alg quant-ph solv-int supr-con".split(
    " ",
  );

/** Two names of one category; a feed for either holds the papers of both. */
const ALIASES: readonly (readonly [string, string])[] = [
  ["math.MP", "math-ph"],
  ["math.NA", "cs.NA"],
  ["stat.TH", "math.ST"],
  ["math.IT", "cs.IT"],
  ["q-fin.EC", "econ.GN"],
  ["cs.SY", "eess.SY"],
];

/** Name as arXiv writes it, by its lower-case form; an archive is a name too. */
const NAMES = new Map<string, string>();
const MEMBERS = new Map<string, string[]>();
for (const [archive, classes] of Object.entries(SUBJECT_CLASSES)) {
  const members = classes.split(" ").map((subject) => `${archive}.${subject}`);
  for (const name of [archive, ...members]) NAMES.set(name.toLowerCase(), name);
  MEMBERS.set(archive, [archive, ...members]);
}
for (const archive of UNDIVIDED_ARCHIVES) NAMES.set(archive, archive);

/** The name in arXiv's spelling, or null where there is no such archive or category. */
export function nameCategory(text: string): string | null {
  return NAMES.get(text.toLowerCase()) ?? null;
}

/** Every category in arXiv's spelling; an undivided archive is one, a divided one is not. */
export function listCategories(): string[] {
  return [...NAMES.values()].filter((name) => name.includes(".") || !MEMBERS.has(name)).sort();
}

/** All categories whose papers a feed for the given archives and categories shows. */
export function expandCategories(names: readonly string[]): ReadonlySet<string> {
  const expanded = new Set(names.flatMap((name) => MEMBERS.get(name) ?? [name]));
  for (const [one, other] of ALIASES) {
    if (expanded.has(one)) expanded.add(other);
    else if (expanded.has(other)) expanded.add(one);
  }
  return expanded;
}
