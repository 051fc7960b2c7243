import { describe, expect, it } from "vitest";
import { MAX_LISTING_BYTES, readListing } from "@/lib/arxiv/listing";
import { failureOf } from "./failure.ts";
import { createMemoryGate } from "./memory-gate.ts";

/** Reads a page served without a network. */
const readBody = (body: string, status = 200) =>
  readListing("cs.LG", {
    gate: createMemoryGate(),
    userAgent: "Broadsheet/test",
    listUrl: "http://127.0.0.1/list",
    attempts: 1,
    fetch: async () => new Response(body, { status }),
  });

const TOP = "<h3>Showing new listings for Wednesday, 12 August 2026</h3>";
const entry = (id: string, said = { title: "A title", subjects: "Machine Learning (cs.LG)" }) =>
  `<dt><a name='item1'>[1]</a><a href ="/abs/${id}" title="Abstract" id="${id}">arXiv:${id}</a></dt>
   <dd><div class='list-title mathjax'><span class='descriptor'>Title:</span> ${said.title}</div>
   <div class='list-authors'><a href="/a">Ada Example</a> (Here), <a href="/b">Bo Sample</a></div>
   <div class='list-subjects'><span class='descriptor'>Subjects:</span>
   <span class="primary-subject">${said.subjects}</span></div><p class='mathjax'>An abstract.</p></dd>`;
const section = (heading: string, ...entries: string[]) =>
  `<dl id='articles'><h3>${heading}</h3>${entries.join("")}</dl>`;
const page = (total: number, ...inside: string[]) =>
  `<!DOCTYPE html><html><body>${TOP}<div class='paging'>Total of ${total} entries</div>${inside.join("")}</body></html>`;
const NEW = "New submissions (showing 1 of 1 entries)";

describe("a page of new listings", () => {
  it("may head its sections as it did in other years", async () => {
    const older = "New submissions for Wednesday, 12 August 2026 (showing 1 of 1 entries )";
    for (const heading of [NEW, older]) {
      const { expected } = await readBody(page(1, section(heading, entry("2608.00001"))));
      expect(expected).toEqual({ new: 1, cross: 0, replace: 0 });
    }
    const all = page(
      2,
      section("Cross-lists (showing 1 of 1 entries)", entry("2608.00001")),
      section("Replacements (showing 1 of 1 entries)", entry("math.GT/0309136")),
    );
    const { announcements } = await readBody(all);
    expect(announcements).toMatchObject([
      { paperId: "2608.00001", type: "cross" },
      { paperId: "math/0309136", type: "replace" },
    ]);
  });

  it("names categories with and without a dot, and ones that are new to us", async () => {
    const subjects =
      "Computational Engineering, Finance, and Science (cs.CE)</span>; High Energy Physics - Theory (hep-th); Quantum (x) Physics (quant-ph); News (cs.QQ)";
    const body = page(1, section(NEW, entry("2608.00001", { title: "0", subjects })));
    expect((await readBody(body)).papers).toMatchObject([
      { title: "0", categories: ["cs.CE", "hep-th", "quant-ph", "cs.QQ"] },
    ]);
  });

  it("counts a paper once that it lists twice", async () => {
    const { expected, announcements } = await readBody(
      page(
        2,
        section("Cross submissions (showing 1 of 1 entries)", entry("2608.00001")),
        section("Replacement submissions (showing 1 of 1 entries)", entry("2608.00001")),
      ),
    );
    expect(expected).toEqual({ new: 0, cross: 1, replace: 0 });
    expect(announcements).toMatchObject([{ type: "cross" }]);
  });

  it.each([
    ["whose identifier is none", entry("nonsense"), "nonsense", /no identifier/],
    [
      "without a title",
      entry("2608.00001", { title: "", subjects: "(cs.LG)" }),
      "2608.00001",
      /title/,
    ],
    [
      "without a category",
      entry("2608.00001", { title: "A", subjects: "?" }),
      "2608.00001",
      /no category/,
    ],
  ])("skips by name an entry %s, and expects it still", async (_, bad, id, reason) => {
    const heading = "New submissions (showing 2 of 2 entries)";
    const listing = await readBody(page(2, section(heading, bad, entry("2608.00002"))));
    expect(listing.papers).toMatchObject([{ id: "2608.00002" }]);
    expect(listing.skipped).toEqual([{ id, reason: expect.stringMatching(reason) }]);
    expect(listing.expected.new).toBe(2);
  });

  it.each([
    [
      "shows less than a heading says",
      page(2, section("New submissions (showing 2 of 2 entries)", entry("2608.00001"))),
      /1 entries \(new\) where it says 2/,
    ],
    [
      "lacks a section",
      page(3, section(NEW, entry("2608.00001"))),
      /1 entries where its total promises 3/,
    ],
    [
      "shows less than a section's total",
      page(1, section("New submissions (showing 1 of 5 entries)", entry("2608.00001"))),
      /1 entries \(new\) where it says 5/,
    ],
    [
      "has a section we do not know",
      page(1, section("Retractions (showing 1 of 1 entries)", entry("2608.00001"))),
      /unknown section "Retractions/,
    ],
    ["has entries above its sections", page(1, entry("2608.00001")), /above its first section/],
    [
      "has no total",
      page(1, section(NEW, entry("2608.00001"))).replace("Total of 1 entries", ""),
      /neither a total/,
    ],
    ["says nothing at all", page(1).replace("Total of 1 entries", ""), /neither a total/],
    [
      "names no day",
      page(1, section(NEW, entry("2608.00001"))).replace("12 August", "31 June"),
      /names its day/,
    ],
    ["is cut off", page(1, section(NEW, entry("2608.00001"))).replace("</html>", ""), /cut off/],
    ["is no page", "Rate exceeded.", /names its day/],
    ["is nothing", "", /names its day/],
  ])("that %s is a bad answer", async (_, body, message) => {
    const error = await failureOf(readBody(body));
    expect(error.code).toBe("arxiv_bad_answer");
    expect(error.message).toMatch(message);
  });

  it("beyond the bound is refused while it is read", async () => {
    const error = await failureOf(readBody(page(0, " ".repeat(MAX_LISTING_BYTES))));
    expect(error.message).toContain("too large");
  });
});
