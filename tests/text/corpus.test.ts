import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { displayName } from "@/lib/text/author-name";
import { excerpt } from "@/lib/text/excerpt";
import { toHtml } from "@/lib/text/tex-to-html";
import { toUnicode } from "@/lib/text/tex-to-unicode";
import { hasSharedData, sharedData } from "../shared-data";
import { findForbidden } from "./html-audit";

type Sample = { id: string; title: string; abstract: string; authors: string[] };

/** Of 1,835 papers; what is left is a backslash that its author meant, or a formula that is broken. */
const MOST_LEFTOVERS = 2;
const MOST_UNSET_FORMULAS = 2;

describe.skipIf(!hasSharedData)("the text of real papers (needs ../shared/data)", () => {
  const papers = hasSharedData ? readSample() : [];

  it("becomes Unicode with next to no TeX left in it", async ({ annotate }) => {
    const leftovers = papers.flatMap(({ title, abstract, authors }) =>
      [toUnicode(title), toUnicode(abstract), ...authors.map(displayName)].flatMap(
        (text) => text.match(/\\[a-zA-Z]+/g) ?? [],
      ),
    );
    await annotate(`${leftovers.length} commands left in ${papers.length} papers`);
    expect(leftovers.length).toBeLessThanOrEqual(MOST_LEFTOVERS);
  });

  it("becomes safe HTML in which next to every formula is set", async ({ annotate }) => {
    const pages = papers.map(({ title, abstract }) => `${toHtml(title)} ${toHtml(abstract)}`);
    const unset = pages.flatMap((html) => html.match(/<code class="tex">/g) ?? []);
    await annotate(`${unset.length} formulas not set in ${papers.length} papers`);
    expect(pages.flatMap((html) => findForbidden(html))).toEqual([]);
    expect(unset.length).toBeLessThanOrEqual(MOST_UNSET_FORMULAS);
  });

  it("becomes an excerpt of the length asked for", () => {
    const lengths = papers.map(({ abstract }) => excerpt(abstract, 280).length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(280);
  });
});

function readSample(): Sample[] {
  const lines = gunzipSync(readFileSync(sharedData("corpus/sample.jsonl.gz"))).toString("utf8");
  return lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Sample);
}
