/** A topic as it is written down: its group is the file it stands in. */
export type TopicEntry = {
  /** Part of public URLs, so it stays when the name changes. */
  slug: string;
  name: string;
  /** One plain sentence for readers. */
  sentence: string;
  /** A query in the language of lib/query. White space and line breaks do not matter. */
  rule: string;
};

/** A group of the catalogue, topics in display order. */
export type TopicGroup = { name: string; topics: readonly TopicEntry[] };
