/** Titles, abstracts and names for made-up papers; or those of real ones, where a corpus is given. */
import type { PaperSource } from "./paper-source.ts";

export type PaperText = Pick<PaperSource, "title" | "abstract" | "authors">;

const METHODS =
  "Sparse Robust Spectral Causal Bayesian Federated Streaming Neural Quantum Local".split(" ");
const OBJECTS =
  "attention|matrix completion|graph matching|speech recognition|lattice codes|tensor networks|optimal transport|retrieval|diffusion|protein folding|random walks|image segmentation".split(
    "|",
  );
const AIMS =
  "with few labels|under budget constraints|beyond convexity|in high dimension|at the edge of stability|without supervision|for long sequences".split(
    "|",
  );
const FAMILIES =
  "Almeida Brandt Chen Dubois Eriksen Fofana Gupta Haddad Ivanova Jensen Kim Müller".split(" ");
const GIVEN = "Ada Bo Chiara Dmitri Elif Farid Grace Hana Ines Jörg".split(" ");
/** What real titles do to readers that expect plain words. */
const ODD_TITLES = [
  "0",
  "Bounds for $\\undefinedmacro{x} < \\mathbb{R$",
  "On Schr\\\"odinger's {\\em cat}",
];
const ODD_EVERY = 41;

/** So many texts, one after another, the same for the same generator. */
export function createTexts(
  random: () => number,
  corpus: readonly PaperText[] = [],
): () => PaperText {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  let number = 0;
  return () => {
    number += 1;
    const real = corpus[(number - 1) % corpus.length];
    if (real) return { title: real.title, abstract: real.abstract, authors: real.authors };
    const [method, object, aim] = [pick(METHODS), pick(OBJECTS), pick(AIMS)];
    const odd =
      number % ODD_EVERY === 0 ? ODD_TITLES[(number / ODD_EVERY) % ODD_TITLES.length] : null;
    return {
      title: odd ?? `${method} ${object} ${aim}, part ${number}`,
      abstract: `We study ${object} ${aim}. A ${method.toLowerCase()} method numbered ${number} takes $O(n^{${1 + (number % 4)}})$ steps where others take more, and we say why.`,
      authors: Array.from(
        { length: 1 + Math.floor(random() * 4) },
        () => `${pick(GIVEN)} ${pick(FAMILIES)}`,
      ),
    };
  };
}
