import { describe, expect, it } from "vitest";
import { parseQuery } from "@/lib/query/parse";
import { catalogueRevision, findTopic, TOPIC_GROUPS, TOPICS } from "@/lib/topics/catalogue";

describe("the catalogue of topics", () => {
  it("has the five topics that were asked for by name", () => {
    for (const slug of ["zeroth-order", "peft", "zero", "tts", "moe"]) {
      expect(findTopic(slug)?.slug).toBe(slug);
    }
    expect(findTopic("nothing")).toBeNull();
  });

  it("names each topic once, with a slug that suits a URL", () => {
    const slugs = TOPICS.map((topic) => topic.slug);
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(new Set(TOPICS.map((topic) => topic.name)).size).toBe(slugs.length);
    for (const slug of slugs) expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(slugs.length).toBeGreaterThanOrEqual(40);
  });

  it.each(TOPICS)("$slug has a rule that can be read, a sentence and a group", (topic) => {
    expect(() => parseQuery(topic.rule)).not.toThrow();
    expect(topic.sentence).toMatch(/^[A-Z].*\.$/);
    expect(topic.name).not.toBe("");
    expect(TOPIC_GROUPS).toContain(topic.group);
  });

  it("has a revision of twelve hexadecimal digits", () => {
    expect(catalogueRevision()).toMatch(/^[0-9a-f]{12}$/);
  });
});
