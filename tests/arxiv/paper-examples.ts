/** Made-up papers for tests of the simulated arXiv and of what talks to it. */
import type { Day } from "@/lib/paper";
import type { PaperSource } from "./paper-source.ts";

/** A paper listed as new on `announced` in `categories[0]`; anything may be said otherwise. */
export function examplePaper(
  id: string,
  announced: Day,
  said: Partial<PaperSource> = {},
): PaperSource {
  return {
    id,
    title: `On the matter of ${id}`,
    abstract: `We study the matter of ${id} and find that it matters.`,
    authors: ["Ada Example", "Bo Sample"],
    categories: ["cs.LG"],
    announced,
    ...said,
  };
}

/** So many papers with successive identifiers of the month of `announced`. */
export function examplePapers(count: number, announced: Day, said: Partial<PaperSource> = {}) {
  const month = `${announced.slice(2, 4)}${announced.slice(5, 7)}`;
  return Array.from({ length: count }, (_, index) =>
    examplePaper(`${month}.${String(index + 1).padStart(5, "0")}`, announced, said),
  );
}
