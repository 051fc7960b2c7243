import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { VersionChanges } from "@/components/version-changes";
import type { PaperDetails, PaperVersion, VersionText } from "@/lib/read/paper";

const tex = String.raw;
const named = (...codes: string[]) => codes.map((code) => ({ code, name: null }));
const said: VersionText = {
  title: "On routing",
  abstract: "We train a large model.",
  authors: ["Ada One", "Bo Two"],
  categories: named("cs.LG"),
  comment: null,
  isWithdrawn: false,
  isComplete: true,
};
const paper: PaperDetails = {
  ...said,
  id: "2605.00001",
  version: 2,
  journalRef: null,
  doi: null,
  reportNo: null,
  license: null,
  isSample: false,
  topics: [],
  listings: [],
  versions: [],
};
const version = (number: number, text: Partial<VersionText> | null = {}): PaperVersion => ({
  number,
  submittedAt: null,
  text: text && { ...said, ...text },
});

const render = (fields: Partial<PaperDetails>) =>
  renderToStaticMarkup(<VersionChanges paper={{ ...paper, ...fields }} />);
const readText = (html: string) =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

describe("what changed between versions", () => {
  it("is marked in title and abstract, for the eye and in words, whole without script", () => {
    const before = { title: "On gating", abstract: "We train a small model." };
    const html = render({ versions: [version(1, before)] });
    expect(html).toContain("<details><summary>From v1 to v2 <small>title, abstract</small>");
    const text = readText(html);
    expect(text).toContain("On [removed: gating ] [added: routing ]");
    expect(text).toContain("We train a [removed: small ] [added: large ] model.");
    expect(html).toMatch(/<del>.*?small.*?<\/del> <ins>.*?large.*?<\/ins>/);
  });

  it("goes step by step, the newest first, past versions that are not known", () => {
    const versions = [3, 2, 1].map((number) =>
      version(number, number === 3 ? null : { title: `Draft ${number}` }),
    );
    const text = readText(render({ version: 6, versions }));
    expect(text.indexOf("From v2 to v6")).toBeGreaterThan(0);
    expect(text.indexOf("From v1 to v2")).toBeGreaterThan(text.indexOf("From v2 to v6"));
    expect(text).toContain("What v3 to v5 said is not known here.");
  });

  it.each([
    [2, [], "What v1 said is not known here."],
    [3, [], "What v1 and v2 said is not known here."],
    [5, [version(3)], "What v1, v2 and v4 said is not known here."],
  ])("says of v%i which versions nothing is known of", (number, versions, words) => {
    expect(readText(render({ version: number, versions }))).toContain(words);
  });

  it("is not asked of a paper with one version, nor of a sample", () => {
    expect(render({ version: 1 })).toBe("");
    expect(render({ isSample: true })).toBe("");
  });

  it("says in words what became of authors, categories and comment", () => {
    const before = { authors: ["Ada One", "Cy Three"], categories: named("cs.CL", "cs.LG") };
    const text = readText(render({ comment: "9 pages", versions: [version(1, before)] }));
    expect(text).toContain("Removed: Cy Three . Added: Bo Two .");
    expect(text).toContain("Removed: cs.CL .");
    expect(text).toContain("The primary category was cs.CL and became cs.LG.");
    expect(text).toContain("[added: 9 pages ]");
    const reordered = { authors: ["Bo Two", "Ada One"] };
    expect(readText(render({ versions: [version(1, reordered)] }))).toContain(
      "The same, in another order.",
    );
  });

  it("says nothing of what a feed does not know, nor of another way to write the same", () => {
    const feed = { isComplete: false, categories: named("cs.CL"), comment: "9 pages", authors: [] };
    expect(readText(render({ versions: [version(1, feed)] }))).toBe(
      "What changed From v1 to v2 title and abstract stayed the same.",
    );
    const otherwise = { title: "On  {r}outing", authors: ["Ada One", tex`B\o{} Two`] };
    const written = { ...otherwise, authors: ["Ada One", "Bø Two"] };
    expect(readText(render({ ...otherwise, versions: [version(1, written)] }))).toContain(
      "stayed the same",
    );
  });

  it("says when a version withdrew the paper, and when one took that back", () => {
    const versions = [
      version(2, { isWithdrawn: true, comment: "Equation 3 is wrong" }),
      version(1),
    ];
    const text = readText(render({ version: 3, versions }));
    expect(text).toContain("The paper was withdrawn with v2.");
    expect(text).toContain("[added: Equation 3 is wrong ]");
    expect(text).toContain("v3 is no longer a withdrawal.");
  });

  it("is not harmed by a formula that cannot be set, nor by what HTML would read", () => {
    const before = {
      abstract: tex`Old $\frac{1}$ and $\def\x{1}\x$ <script>alert(1)</script> $x^2$.`,
    };
    const abstract = tex`New $\begin{array}$ and <b>bold</b> $x^3$ here.`;
    const html = render({ abstract, versions: [version(1, before)] });
    expect(html).not.toMatch(/<script|<b>/);
    expect(html).toContain('<code class="tex">\\def\\x{1}\\x</code>');
    expect(html).toContain("<i>x</i><sup>3</sup>");
    expect(html.match(/<(del|ins)>/g)?.length).toBe(html.match(/<\/(del|ins)>/g)?.length);
  });
});
