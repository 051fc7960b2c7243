/**
 * Several archives, names with an alias (math.NA, math-ph, math.ST, econ.GN, eess.SY), a hyphenated
 * archive and a hyphenated class. A short soak follows the first four.
 */
export const SOAK_CATEGORIES: readonly string[] = [
  "cs.LG",
  "math.NA",
  "hep-th",
  "stat.ML",
  "cs.CL",
  "cond-mat.mes-hall",
  "math-ph",
  "quant-ph",
  "q-bio.NC",
  "econ.GN",
  "eess.SY",
  "math.ST",
];
