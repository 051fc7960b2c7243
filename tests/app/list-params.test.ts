import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseListParams } from "@/app/list-params";

describe("the parameters of a list", () => {
  it("come once, repeatedly or not at all", () => {
    expect(parseListParams({})).toEqual({
      filter: { sections: [], topics: [], categories: [] },
      after: null,
      ignored: [],
    });
    expect(parseListParams({ topic: ["peft", "moe", "peft"], cat: "cs.LG", type: "new" })).toEqual({
      filter: { sections: ["new"], topics: ["moe", "peft"], categories: ["cs.LG"] },
      after: null,
      ignored: [],
    });
  });

  it("are read in any case, an alias as the category in use", () => {
    const { filter } = parseListParams({
      topic: "MoE",
      cat: ["cs.na", "CS.lg"],
      type: "REPLACE-CROSS",
    });
    expect(filter).toEqual({
      sections: ["replace"],
      topics: ["moe"],
      categories: ["cs.LG", "math.NA"],
    });
  });

  it("that are not understood are left out and named, shortened and without control characters", () => {
    const { filter, after, ignored } = parseListParams({
      topic: ["moe", "nope"],
      cat: "\u0000",
      type: "x".repeat(500),
      after: "'; DROP TABLE paper",
    });
    expect(filter).toEqual({ sections: [], topics: ["moe"], categories: [] });
    expect(after).toBeNull();
    expect(ignored).toEqual([
      "topic=nope",
      "cat=\uFFFD",
      `type=${"x".repeat(40)}…`,
      "after='; DROP TABLE paper",
    ]);
  });

  it("that belong to nobody are no fault", () => {
    expect(parseListParams({ utm_source: "mail", sort: "new" }).ignored).toEqual([]);
  });

  it("never fail, whatever they are", () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined));
    const params = fc.record({ topic: value, cat: value, type: value, after: value });
    fc.assert(fc.property(params, (given) => void parseListParams(given)));
  });
});
