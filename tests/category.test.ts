import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  aliasesOf,
  archiveOf,
  canonicalCategory,
  categoryName,
  DEFAULT_CATEGORIES,
  isCategory,
} from "@/lib/category";
import { hasSharedData, sharedData } from "./shared-data";

const Named = z.record(z.string(), z.object({ name: z.string() }));
const Pairs = z.record(z.string(), z.string());
const Taxonomy = z.object({
  categories: Named,
  archives: Named,
  aliases: Pairs,
  archives_subsumed: Pairs,
});

describe("categoryName", () => {
  it("names categories and archives", () => {
    expect(categoryName("cs.LG")).toBe("Machine Learning");
    expect(categoryName("hep-th")).toBe("High Energy Physics - Theory");
    expect(categoryName("cs")).toBe("Computer Science");
  });

  it("has no name for what is no category", () => {
    expect(categoryName("cs.XX")).toBeNull();
    expect(categoryName("constructor")).toBeNull();
  });
});

describe("isCategory", () => {
  it("knows open and closed categories, and that an archive with parts is none", () => {
    expect(isCategory("cond-mat.mtrl-sci")).toBe(true);
    expect(isCategory("alg-geom")).toBe(true);
    expect(isCategory("cs")).toBe(false);
    expect(isCategory("cs.lg")).toBe(false);
  });

  it("holds for every default category", () => {
    expect(DEFAULT_CATEGORIES.filter((code) => !isCategory(code))).toEqual([]);
  });
});

describe("canonicalCategory", () => {
  it.each([
    ["cs.LG", "cs.LG"],
    [" CS.lg ", "cs.LG"],
    ["COND-MAT.MTRL-SCI", "cond-mat.mtrl-sci"],
    ["cs.NA", "math.NA"],
    ["math.mp", "math-ph"],
    ["cmp-lg", "cs.CL"],
    ["cs", null],
    ["cs.XX", null],
    ["", null],
  ])("reads %j as %s", (text, code) => {
    expect(canonicalCategory(text)).toBe(code);
  });
});

describe("aliasesOf", () => {
  it("gives both members of a pair, the canonical one first, for either", () => {
    expect(aliasesOf("cs.NA")).toEqual(["math.NA", "cs.NA"]);
    expect(aliasesOf("math.NA")).toEqual(["math.NA", "cs.NA"]);
  });

  it("gives a category without an alias alone", () => {
    expect(aliasesOf("cs.LG")).toEqual(["cs.LG"]);
  });
});

describe("archiveOf", () => {
  it("is the part before the dot", () => {
    expect(archiveOf("cs.LG")).toBe("cs");
    expect(archiveOf("quant-ph")).toBe("quant-ph");
  });
});

describe.skipIf(!hasSharedData)("beside arXiv's own table (needs ../shared/data)", () => {
  const text = hasSharedData ? readFileSync(sharedData("arxiv-categories.json"), "utf8") : "null";
  const taxonomy = Taxonomy.nullable().parse(JSON.parse(text));

  it("names all 176 categories and 38 archives the same", () => {
    const named = { ...taxonomy?.archives, ...taxonomy?.categories };
    const differing = Object.entries(named).filter(
      ([code, { name }]) => categoryName(code) !== name,
    );
    expect(Object.keys(named).length).toBeGreaterThanOrEqual(176);
    expect(differing).toEqual([]);
  });

  it("sends every alias and every closed archive to the same category", () => {
    const moved = Object.entries({ ...taxonomy?.aliases, ...taxonomy?.archives_subsumed });
    expect(moved).toHaveLength(24);
    expect(moved.filter(([from, to]) => canonicalCategory(from) !== to)).toEqual([]);
  });
});
