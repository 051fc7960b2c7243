import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readSampleEdition } from "@/lib/pipeline/sample-edition";
import { hasSharedData, sharedData } from "./shared-data";

/** Words in a row that a summary may share with its abstract: terms and figures, not sentences. */
const LONGEST_SHARED_RUN = 5;

const papers = readSampleEdition();

describe("the sample edition", () => {
  it("has 72 papers, each with an identifier of its own", () => {
    expect(papers).toHaveLength(72);
    expect(new Set(papers.map((paper) => paper.id)).size).toBe(72);
  });

  it("gives made-up identifiers only to the two papers without a confirmed one", () => {
    const made = papers.map((paper) => paper.id).filter((id) => !/^\d{4}\.\d{5}$/.test(id));
    expect(made).toEqual(["sample-01", "sample-02"]);
  });

  it("sums up every paper in two or three sentences of 250 to 480 characters", () => {
    const misfits = papers.filter(({ abstract }) => {
      const sentences = abstract.match(/[.!?](?=\s|$)/g)?.length ?? 0;
      return abstract.length < 250 || abstract.length > 480 || sentences < 2 || sentences > 3;
    });
    expect(misfits.map((paper) => paper.id)).toEqual([]);
  });

  it("reads a date without a time as midnight UTC, in any time zone", () => {
    const submitted = versionsOf("2406.07855").map((version) => version.submittedAt?.toISOString());
    expect(submitted).toEqual(["2024-06-12T00:00:00.000Z"]);
    expect(versionsOf("1910.02054")).toEqual([]);
  });

  it("puts the primary category first and marks every record as an incomplete sample", () => {
    const kinetics = papers.find((paper) => paper.id === "2506.05333");
    expect(kinetics?.categories).toEqual(["cs.LG", "cs.CL"]);
    expect(papers.find((paper) => paper.id === "2307.16273")?.categories).toEqual(["cs.LG"]);
    expect(papers.every(({ source, isComplete }) => source === "sample" && !isComplete)).toBe(true);
  });
});

describe.skipIf(!hasSharedData)("the sample edition beside ../shared/data (else skipped)", () => {
  it("keeps the titles, identifiers, dates and order of the source", () => {
    const facts = papers.map(({ id, title, versions }) => [
      id.startsWith("sample-") ? null : id,
      title,
      versions[0]?.submittedAt?.getTime() ?? null,
    ]);
    const confirmed = readSource().map(({ arxiv_id, title, published }) => [
      arxiv_id,
      title,
      published === null ? null : Date.parse(published),
    ]);
    expect(facts).toEqual(confirmed);
  });

  it("says everything in words of its own: no six in a row come from an abstract", () => {
    const copies = readSource().flatMap((record, index) => {
      const paper = papers[index];
      const run = longestSharedRun(paper?.abstract ?? record.abstract, record);
      return run.length > LONGEST_SHARED_RUN ? [`${paper?.id}: ${run.join(" ")}`] : [];
    });
    expect(copies).toEqual([]);
  });
});

function versionsOf(id: string) {
  return papers.find((paper) => paper.id === id)?.versions ?? [];
}

type SourceRecord = {
  arxiv_id: string | null;
  title: string;
  abstract: string;
  published: string | null;
};

function readSource(): SourceRecord[] {
  return JSON.parse(readFileSync(sharedData("seed-papers.json"), "utf8"));
}

/** The longest run of words that the text shares with the abstract, unless the title has it too. */
function longestSharedRun(text: string, { title, abstract }: SourceRecord): string[] {
  const words = wordsOf(text);
  const [source, named] = [joinWords(wordsOf(abstract)), joinWords(wordsOf(title))];
  let longest: string[] = [];
  for (let start = 0; start < words.length; start++) {
    for (let end = start + longest.length + 1; end <= words.length; end++) {
      const run = words.slice(start, end);
      if (!source.includes(joinWords(run))) break;
      if (!named.includes(joinWords(run))) longest = run;
    }
  }
  return longest;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}@]+(?:\.\p{N}+)?/gu) ?? [];
}

/** Padded with spaces, so that a run is found only at the borders of words. */
function joinWords(words: string[]): string {
  return ` ${words.join(" ")} `;
}
