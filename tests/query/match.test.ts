import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileQueries } from "@/lib/query/match";
import { parseQuery } from "@/lib/query/parse";
import { queryTrees } from "./trees";

const paper = {
  title: "Mixture-of-Experts with Zeroth-Order\nRouting",
  abstract:
    "We train MoE layers. The mixture of experts (MoE) of ZeRO-3 is not zero; naïve routers quantize. Experts rest on optimization.",
  categories: ["cs.LG", "stat.ML"],
};

/** The words that matched, or null where the query does not match. */
function match(query: string, document = paper): string[] | null {
  return compileQueries([parseQuery(query)])(document)[0]?.matched ?? null;
}

describe("matching a paper", () => {
  it("compares stems, and quotes the paper's own words once each in their order", () => {
    expect(match("routed mixtures")).toEqual(["Mixture", "Routing"]);
    expect(match('=MoE OR "mixture of expert"')).toEqual(["Mixture-of-Experts", "MoE"]);
    expect(match("naive")).toEqual(["naïve"]);
  });

  it("finds phrases across hyphens but not across title and abstract", () => {
    expect(match('"zeroth order routing"')).toEqual(["Zeroth-Order Routing"]);
    expect(match('"routing we"')).toBeNull();
  });

  it("quotes overlapping matches as one, and cuts a quote at a parenthesis", () => {
    expect(match('"train moe" OR "moe layers"')).toEqual(["train MoE layers"]);
    expect(match('"of experts moe of"')).toEqual(["of experts", "MoE", "of"]);
  });

  it("tells exact spellings apart", () => {
    expect(match("=ZeRO")).toEqual(["ZeRO"]);
    expect(match('="ZeRO 3"')).toEqual(["ZeRO-3"]);
    expect(match("=Zero")).toBeNull();
    expect(match("=zero")).toEqual(["zero"]);
    expect(match("=Moe")).toBeNull();
  });

  it("keeps to the field that is asked", () => {
    expect(match("ti:layers")).toBeNull();
    expect(match("abs:layers ti:order")).toEqual(["Order", "layers"]);
    expect(match("primary:cs.LG")).toEqual([]);
    expect(match("primary:stat")).toBeNull();
    expect(match("cat:stat")).toEqual([]);
    expect(match("cat:st")).toBeNull();
  });

  it("quotes nothing that stands under a minus or in a part that failed", () => {
    expect(match("-layers")).toBeNull();
    expect(match("-absent experts")).toEqual(["Experts"]);
    expect(match("(layers absent) OR zero")).toEqual(["ZeRO"]);
    expect(match("-(layers absent)")).toEqual([]);
    expect(match("absent OR cat:stat")).toEqual([]);
    expect(match("absent OR -missing")).toEqual([]);
  });

  it("completes prefixes of the word as written, not of its stem", () => {
    expect(match("quantiz*")).toEqual(["quantize"]);
    expect(match("quantiza*")).toBeNull();
    expect(match("optimiz*")).toEqual(["optimization"]);
  });

  it("gives the same answer for many queries at once as for each alone", () => {
    const words = fc.constantFrom(
      "zero",
      "ZeRO",
      "naive",
      "OR",
      "or",
      "and",
      "3d",
      "3DGS",
      "ti",
      ". ",
      "-",
    );
    const text = fc.array(words, { maxLength: 12 }).map((parts) => parts.join(" "));
    const document = fc.record({ title: text, abstract: text, categories: fc.constant(["cs.LG"]) });
    fc.assert(
      fc.property(fc.array(queryTrees, { maxLength: 6 }), document, (queries, given) => {
        const together = compileQueries(queries)(given);
        const alone = queries.flatMap((query, index) =>
          compileQueries([query])(given).map(({ matched }) => ({ index, matched })),
        );
        expect(together).toEqual(alone);
      }),
    );
  });
});
