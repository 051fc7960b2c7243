import { compileQueries, type MatchedDocument } from "@/lib/query/match";
import { parseQuery } from "@/lib/query/parse";
import { TOPICS } from "./catalogue";

/** A topic of a paper and the words of the paper that matched its rule, as the paper writes them. */
export type TopicMatch = { slug: string; matched: string[] };

let compiled: ReturnType<typeof compileQueries> | null = null;

/** Every topic of the catalogue whose rule the paper satisfies, in the catalogue's order. */
export function matchTopics(paper: MatchedDocument): TopicMatch[] {
  compiled ??= compileQueries(TOPICS.map((topic) => parseQuery(topic.rule)));
  return compiled(paper).map(({ index, matched }) => ({
    slug: TOPICS[index]?.slug ?? "",
    matched,
  }));
}
