import { describe, expect, it } from "vitest";
import { listHref, refine, toggle } from "@/components/edition-href";

const address = {
  path: "/date/2026-05-12",
  filter: { sections: ["new" as const], topics: ["moe", "peft"], categories: ["cs.LG"] },
};

describe("the address of a list", () => {
  it("names every filter in one order, and the cursor last", () => {
    expect(listHref(address, "new:hep-th/9901001")).toBe(
      "/date/2026-05-12?type=new&cat=cs.LG&topic=moe&topic=peft&after=new%3Ahep-th%2F9901001",
    );
  });

  it("is the bare path without filters", () => {
    expect(refine(address, { sections: [], topics: [], categories: [] })).toBe("/date/2026-05-12");
  });

  it("begins anew when a filter changes", () => {
    expect(refine(address, { topics: toggle(address.filter.topics, "moe") })).toBe(
      "/date/2026-05-12?type=new&cat=cs.LG&topic=peft",
    );
  });
});

describe("toggle", () => {
  it("puts a choice in and takes it out, in one order whatever came first", () => {
    expect(toggle(["b"], "a")).toEqual(["a", "b"]);
    expect(toggle(["a"], "b")).toEqual(["a", "b"]);
    expect(toggle(["a", "b"], "a")).toEqual(["b"]);
  });
});
