import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { oaiSetOf } from "@/lib/oai-set";
import { hasSharedData, sharedData } from "./shared-data";

describe("oaiSetOf", () => {
  it.each([
    ["cs.LG", "cs"],
    ["cs", "cs"],
    ["stat.ML", "stat"],
    ["math.NA", "math"],
    ["q-bio.NC", "q-bio"],
    ["q-fin.TR", "q-fin"],
    ["econ.EM", "econ"],
    ["eess.SP", "eess"],
    ["hep-th", "physics:hep-th"],
    ["math-ph", "physics:math-ph"],
    ["quant-ph", "physics:quant-ph"],
    ["nlin.CD", "physics:nlin"],
    ["astro-ph.GA", "physics:astro-ph"],
    ["physics.optics", "physics:physics"],
    ["cmp-lg", "cs"],
    ["chao-dyn", "physics:nlin"],
    ["supr-con", "physics:cond-mat"],
  ])("finds %s in %s", (category, set) => {
    expect(oaiSetOf(category)).toBe(set);
  });

  it.each(["", "xx.YY", "cs:cs:AI"])("knows no set of %j", (category) => {
    expect(oaiSetOf(category)).toBeNull();
  });
});

const Taxonomy = z.object({
  archives: z.record(z.string(), z.object({ group: z.string(), active: z.boolean() })),
});

describe.skipIf(!hasSharedData)("beside arXiv's own table (needs ../shared/data)", () => {
  it("groups every active archive as arXiv does", () => {
    const file = sharedData("arxiv-categories.json");
    const { archives } = Taxonomy.parse(JSON.parse(readFileSync(file, "utf8")));
    const active = Object.entries(archives).filter(
      ([name, { active, group }]) => active && group !== "grp_test" && name !== "test",
    );
    expect(active.length).toBeGreaterThan(15);
    for (const [name, { group }] of active) {
      const prefix = group.replace("grp_", "");
      // The group of physics holds all its archives, the archive of that name among them.
      const set = prefix === name && name !== "physics" ? name : `${prefix}:${name}`;
      expect([name, oaiSetOf(name)]).toEqual([name, set]);
    }
  });
});
