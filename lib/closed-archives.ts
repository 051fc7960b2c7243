/** An archive that takes no papers any more. */
export type ClosedArchive = {
  name: string;
  /** The category its papers went to. */
  successor: string;
};

/**
 * Archives closed between 1996 and 1999, each once a category of its own, by code.
 * Source: arxiv-base, arxiv/taxonomy/definitions.py (read at 0f94fa0).
 */
export const CLOSED_ARCHIVES: ReadonlyMap<string, ClosedArchive> = new Map([
  ["cmp-lg", { name: "Computation and Language", successor: "cs.CL" }],
  ["adap-org", { name: "Adaptation, Noise, and Self-Organizing Systems", successor: "nlin.AO" }],
  ["comp-gas", { name: "Cellular Automata and Lattice Gases", successor: "nlin.CG" }],
  ["chao-dyn", { name: "Chaotic Dynamics", successor: "nlin.CD" }],
  ["solv-int", { name: "Exactly Solvable and Integrable Systems", successor: "nlin.SI" }],
  ["patt-sol", { name: "Pattern Formation and Solitons", successor: "nlin.PS" }],
  ["alg-geom", { name: "Algebraic Geometry", successor: "math.AG" }],
  ["dg-ga", { name: "Differential Geometry", successor: "math.DG" }],
  ["funct-an", { name: "Functional Analysis", successor: "math.FA" }],
  ["q-alg", { name: "Quantum Algebra and Topology", successor: "math.QA" }],
  ["mtrl-th", { name: "Materials Theory", successor: "cond-mat.mtrl-sci" }],
  ["supr-con", { name: "Superconductivity", successor: "cond-mat.supr-con" }],
  ["acc-phys", { name: "Accelerator Physics", successor: "physics.acc-ph" }],
  ["ao-sci", { name: "Atmospheric-Oceanic Sciences", successor: "physics.ao-ph" }],
  ["atom-ph", { name: "Atomic, Molecular and Optical Physics", successor: "physics.atom-ph" }],
  ["bayes-an", { name: "Bayesian Analysis", successor: "physics.data-an" }],
  ["chem-ph", { name: "Chemical Physics", successor: "physics.chem-ph" }],
  ["plasm-ph", { name: "Plasma Physics", successor: "physics.plasm-ph" }],
]);
