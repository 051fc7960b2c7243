import type { Day } from "@/lib/paper";
import type { PaperSource } from "@/tests/arxiv/paper-source";

/** What papers of a scene are listed in, by turns. */
const LISTINGS = [["cs.LG"], ["cs.LG", "stat.ML"], ["cs.CL", "cs.LG"], ["stat.ML"]];

/** `perDay` papers new on each of `days`, by turns in one category and in two. */
export function papersOfDays(days: readonly Day[], perDay = 6): PaperSource[] {
  return days.flatMap((announced) =>
    Array.from({ length: perDay }, (_, index): PaperSource => {
      const month = `${announced.slice(2, 4)}${announced.slice(5, 7)}`;
      const number = Number(announced.slice(8)) * 1000 + index + 1;
      const id = `${month}.${String(number).padStart(5, "0")}`;
      return {
        id,
        title: `Low-rank adaptation and the matter of ${id}`,
        abstract: `We study LoRA in the matter of ${id}.`,
        authors: ["Ada Example", "Bo Sample"],
        categories: LISTINGS[index % LISTINGS.length] ?? [],
        announced,
        comment: `${index + 1} pages`,
      };
    }),
  );
}
