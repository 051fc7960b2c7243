import type { TopicNames } from "@/components/paper-list";
import { TOPICS } from "@/lib/topics/catalogue";

/** Names of all topics by slug, in the catalogue's order. */
export const TOPIC_NAMES: TopicNames = new Map(TOPICS.map(({ slug, name }) => [slug, name]));
