import { createHash } from "node:crypto";
import { AGENTS } from "./catalogue/agents";
import { ALIGNMENT } from "./catalogue/alignment";
import { ARCHITECTURES } from "./catalogue/architectures";
import { DECISIONS } from "./catalogue/decisions";
import { EFFICIENCY } from "./catalogue/efficiency";
import type { TopicEntry } from "./catalogue/group";
import { LANGUAGE } from "./catalogue/language";
import { LEARNING } from "./catalogue/learning";
import { TRAINING } from "./catalogue/training";
import { TRUST } from "./catalogue/trust";
import { VISION } from "./catalogue/vision";

/** A named, saved query that papers are tagged with. */
export type Topic = TopicEntry & { group: string };

/** Raise it when the same rules would match other papers: words, stems, the language's meaning. */
const MATCHER_VERSION = 1;

const GROUPS = [
  TRAINING,
  EFFICIENCY,
  ARCHITECTURES,
  ALIGNMENT,
  AGENTS,
  LANGUAGE,
  VISION,
  DECISIONS,
  TRUST,
  LEARNING,
];

/** Every topic in display order, its rule on one line. */
export const TOPICS: readonly Topic[] = GROUPS.flatMap((group) =>
  group.topics.map((entry) => ({
    ...entry,
    rule: entry.rule.trim().replace(/\s+/g, " "),
    group: group.name,
  })),
);

/** Names of the groups in display order. */
export const TOPIC_GROUPS: readonly string[] = GROUPS.map((group) => group.name);

const bySlug = new Map(TOPICS.map((topic) => [topic.slug, topic]));
const revision = createHash("sha256")
  .update(JSON.stringify([MATCHER_VERSION, TOPICS.map(({ slug, rule }) => [slug, rule])]))
  .digest("hex")
  .slice(0, 12);

/** The topic of a slug, or null where there is none. */
export function findTopic(slug: string): Topic | null {
  return bySlug.get(slug) ?? null;
}

/** Twelve hexadecimal digits that change when any rule, or the meaning of rules, changes. */
export function catalogueRevision(): string {
  return revision;
}
