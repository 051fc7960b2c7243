import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { foldText } from "@/lib/fold-text";
import { readsAsWithdrawn } from "@/lib/withdrawal";
import { hasSharedData, sharedData } from "./shared-data";

describe("readsAsWithdrawn", () => {
  it.each([
    "This paper has been withdrawn",
    "This paper has been withdrawn by the author due to a crucial sign error in equation 1",
    "This submission has been withdrawn by arXiv administrators due to disputed authorship",
    "This version withdrawn by arXiv administrators",
    "The manuscript was withdrawn because a lemma is wrong",
    "This article is withdrawn from the arXiv; see the journal",
    "This paper has been withdraw by the authors",
    "withdrawn by author. arXiv admin note: text overlap",
    "Withdrawn. We found no difference in a larger sample",
    "We decided to withdraw this paper in order to rewrite it",
    "7 pages, 3 figures, This paper has been withdrawn by the author",
    "7 pages, 3 figures This paper has been withdrawn by the author",
    "arXiv admin note: This submission has been withdrawn due to a violation of policies",
    "Accepted to TEST 2016, the paper has been withdrawn by the author because of a flaw",
  ])("is true of %j", (comment) => {
    expect(readsAsWithdrawn(comment)).toBe(true);
  });

  it.each([
    null,
    "",
    "12 pages",
    "A previous version was withdrawn",
    "A previous version of this paper has been withdrawn due to an error, now mended",
    "Version 2 was withdrawn by mistake; this is the same text",
    "Replaces the withdrawn paper on matrices",
    "The author's preceding paper was withdrawn because of an error",
    "This paper has been withdrawn from the XX International Conference",
    "The paper was withdrawn by the authors from a journal and revised",
    "Withdrawn from the Journal of Tests in order to add a chapter",
    "accepted as conference paper but withdrawn",
    "10 pages, withdraw experimental results on one data set",
    "We withdraw this claim of an earlier version",
    "This paper studies withdrawn bids in auctions",
    "The paper withdraws an axiom",
  ])("is false of %j", (comment) => {
    expect(readsAsWithdrawn(comment)).toBe(false);
  });
});

describe.skipIf(!hasSharedData)("the comments of real papers (needs ../shared/data)", () => {
  it("speak of a withdrawal in a few of a thousand, mostly at their beginning", () => {
    const comments = hasSharedData ? readComments() : [];
    const withdrawn = comments.filter(readsAsWithdrawn);
    expect(withdrawn.length).toBeGreaterThan(20);
    expect(withdrawn.length / comments.length).toBeLessThan(0.005);
    const usual = /^(?:this|the) [\w-]+ (?:has been|is|was) withdrawn|^withdrawn/i;
    const others = withdrawn.filter((comment) => !usual.test(comment));
    expect(others.every((comment) => /withdr[ae]w/i.test(comment))).toBe(true);
    expect(others.length).toBeLessThan(withdrawn.length / 2);
  });
});

/** One of the five files of the corpus, with papers of the years in which most were withdrawn. */
function readComments(): string[] {
  const lines = gunzipSync(readFileSync(sharedData("corpus/full-02.jsonl.gz")))
    .toString()
    .trim()
    .split("\n");
  return lines.flatMap((line) => {
    const { comment } = JSON.parse(line) as { comment?: string | null };
    return comment ? [foldText(comment)] : [];
  });
}
