import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { PaperView } from "@/components/paper-view";
import type { PaperDetails } from "@/lib/read/paper";

const paper: PaperDetails = {
  id: "2605.00001",
  version: 2,
  title: "On $\\alpha$ & <b>",
  abstract: "We show $x^2 \\leq \\frac{1}{2}$.",
  authors: ['Erwin Schr\\"odinger'],
  categories: [{ code: "cs.LG", name: "Machine Learning" }],
  comment: "Code at https://example.org/code",
  journalRef: "J. Test 1",
  doi: "10.1000/a<b 10.1000/c 10.1002/(SICI)x#y?z",
  reportNo: null,
  license: "javascript:alert(1)",
  isSample: false,
  isComplete: true,
  isWithdrawn: false,
  topics: [
    { slug: "moe", matched: ["MoE", "experts"] },
    { slug: "gone", matched: ["x"] },
  ],
  listings: [
    {
      day: "2026-05-12",
      type: "replace",
      categories: [{ code: "cs.LG", name: null }],
      isEstimated: false,
    },
    {
      day: "2026-05-04",
      type: "new",
      categories: [{ code: "cs.LG", name: null }],
      isEstimated: true,
    },
  ],
  versions: [{ number: 1, submittedAt: new Date("2026-05-01T23:30:00Z"), text: null }],
};

const render = (fields: Partial<PaperDetails> = {}) =>
  renderToStaticMarkup(
    <PaperView
      paper={{ ...paper, ...fields }}
      topicNames={new Map([["moe", "Mixture of experts"]])}
    />,
  );

describe("a paper's page", () => {
  it("escapes what stands in a title and sets its formulas", () => {
    const html = render();
    expect(html).toContain("&amp; &lt;b&gt;");
    expect(html).not.toContain("<b>");
    expect(html).toContain("Schrödinger");
    expect(html).toContain("<mfrac>");
  });

  it("leads to the abstract, the PDF and the HTML on arXiv", () => {
    for (const kind of ["abs", "pdf", "html"]) {
      expect(render()).toContain(`href="https://arxiv.org/${kind}/2605.00001"`);
    }
  });

  it("names the words that made it one of a topic, and no topic without a name", () => {
    expect(render()).toContain("“MoE”, “experts”");
    expect(render()).not.toContain("gone");
  });

  it("tells each announcement, and which day is estimated", () => {
    const html = render();
    expect(html).toContain("replaced in cs.LG");
    expect(html).toContain("new in cs.LG (day estimated)");
    expect(html).toContain('href="/date/2026-05-04"');
  });

  it("dates versions in UTC, and names the newest even where no source dated it", () => {
    expect(render()).toContain("1 May 2026, 23:30 UTC");
    expect(render()).toContain('href="https://arxiv.org/abs/2605.00001v2"');
    expect(render()).toContain("date not known");
  });

  it("links every DOI of the field, and a licence only where it is an address", () => {
    expect(render()).toContain('href="https://doi.org/10.1000/a%3Cb"');
    expect(render()).toContain('href="https://doi.org/10.1000/c"');
    expect(render()).toContain('href="https://doi.org/10.1002/(SICI)x%23y%3Fz"');
    expect(render()).not.toContain('href="javascript:');
  });

  it("says of a sample paper what it is, and links to arXiv only where it has an identifier", () => {
    const html = render({
      id: "sample-01",
      isSample: true,
      isComplete: false,
      versions: [],
      license: null,
    });
    expect(html).toContain("sample edition");
    expect(html).toContain("<h2>Summary</h2>");
    expect(html).not.toContain("https://arxiv.org/");
  });

  it("says of a withdrawn paper that it is, why, and where the version before can be read", () => {
    const html = render({ isWithdrawn: true, comment: "Equation $x^2$ <3> is wrong" });
    const text = html.replace(/<[^>]+>/g, "");
    expect(text).toContain("Withdrawn This paper is withdrawn from arXiv.");
    expect(text).toContain("The comment says: “Equation x2 &lt;3&gt; is wrong”. What came");
    expect(html).toContain('<a href="https://arxiv.org/abs/2605.00001v1">v1</a>.');
    expect(text).toContain("date not known, withdrawn");
    expect(render({ isWithdrawn: true, comment: null })).toContain("gives no reason");
    expect(render()).not.toMatch(/withdrawn/i);
  });

  it("folds what exceeds thirty of 3,303 authors", () => {
    const html = render({ authors: Array.from({ length: 3303 }, (_, i) => `Author ${i}`) });
    expect(html).toContain("and 3,273 more");
    expect(html).toContain("Author 3302");
  });
});
