import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/lib/db/client";
import { compileQueries } from "@/lib/query/match";
import {
  type SearchedText,
  searchVector,
  spellingLexeme,
  stemLexeme,
} from "@/lib/query/search-vector";
import type { TextField, TextLeaf } from "@/lib/query/tree";
import { foldWord, readText } from "@/lib/query/words";
import { createTestDatabase } from "@/tests/db/database";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase({ isEmpty: true });
});
afterAll(() => db.close());

const paperOf = (fields: Partial<SearchedText>): SearchedText => ({
  title: "",
  abstract: "",
  authors: [],
  comment: null,
  ...fields,
});

/** The vector as PostgreSQL reads and prints it. */
async function store(fields: Partial<SearchedText>): Promise<string> {
  const { rows } = await db.pool.query<{ text: string }>("SELECT $1::tsvector::text AS text", [
    searchVector(paperOf(fields)),
  ]);
  return rows[0]?.text ?? "";
}

async function finds(fields: Partial<SearchedText>, query: string): Promise<boolean> {
  const { rows } = await db.pool.query<{ found: boolean }>(
    "SELECT $1::tsvector @@ $2::tsquery AS found",
    [searchVector(paperOf(fields)), query],
  );
  return rows[0]?.found ?? false;
}

describe("the search vector", () => {
  it("has every word's stem at its place, stop words too, weighted by where it stands", async () => {
    expect(await store({ title: "The adapters", abstract: "Of naïve adapting." })).toBe(
      "'adapt':2A,6B 'naiv':5B 'of':4B 'the':1A",
    );
  });

  it("has the spelling of words with a capital inside, and of no others", async () => {
    expect(await store({ title: "ZeRO, Zero and the GPT's 3DGS" })).toBe(
      "'/3DGS':6A '/GPT':5A '/ZeRO':1A '3dgs':6A 'and':3A 'gpt':5A 'the':4A 'zero':1A,2A",
    );
  });

  it("has names unstemmed, and comments last", async () => {
    const vector = await store({ authors: ["Jürgen Hastings", "Bo Wills"], comment: "9 pages" });
    expect(vector).toBe("'9':9 'bo':6C 'hastings':4C 'jurgen':3C 'page':10 'wills':7C");
  });

  it("lets no phrase cross from title to abstract, from author to author or into a comment", async () => {
    const paper = { title: "a b", abstract: "c d", authors: ["e f", "g h"], comment: "i j" };
    for (const phrase of ["a <-> b", "c <-> d", "e <-> f", "g <-> h", "i <-> j"]) {
      expect([phrase, await finds(paper, phrase)]).toEqual([phrase, true]);
    }
    for (const phrase of ["b <-> c", "d <-> e", "f <-> g", "h <-> i"]) {
      expect([phrase, await finds(paper, phrase)]).toEqual([phrase, false]);
    }
  });

  it("is the same text whatever was indexed before", () => {
    const paper = paperOf({ title: "Routed experts", abstract: "ZeRO experts route." });
    const first = searchVector(paper);
    for (let index = 0; index < 120_000; index++) searchVector(paperOf({ title: `word${index}` }));
    expect(searchVector(paper)).toBe(first);
  });
});

describe("texts at PostgreSQL's limits", () => {
  const count = (length: number, of: (index: number) => string) =>
    Array.from({ length }, (_, index) => of(index)).join(" ");

  it("of more words than a vector has positions are found to their end", async () => {
    const abstract = `${count(20_000, () => "filler")} final words`;
    expect(await finds({ abstract }, "final:B & words:B")).toBe(false); // the stem is asked for
    expect(await finds({ abstract }, "final:B & word:B")).toBe(true);
    expect(await finds({ abstract }, "filler <-> filler")).toBe(true);
  });

  it("with words of any length are taken, and such words found", async () => {
    for (const word of [
      "a".repeat(5000),
      "ж".repeat(3000),
      "𠀋".repeat(2000),
      `aB${"c".repeat(5000)}`,
    ]) {
      const lexemes = [stemLexeme(foldWord(word)), spellingLexeme(word) ?? "next"];
      expect(await finds({ abstract: `${word} next` }, `${lexemes[0]} <-> next`)).toBe(true);
      expect(await finds({ abstract: `${word} next` }, lexemes[1] ?? "")).toBe(true);
    }
  });

  it("larger than a vector can be lose their last words, not the paper", async () => {
    const abstract = count(100_000, (index) => `wörterbuchreihe${index}`);
    expect(await finds({ title: "found", abstract }, "found:A & worterbuchreihe9999:B")).toBe(true);
  });

  it("of 3,303 authors keep every name", async () => {
    const authors = Array.from({ length: 3303 }, (_, index) => `A. B. Name${index}`);
    expect(await finds({ authors }, "name0:C & name3302:C")).toBe(true);
  });

  it("of any characters at all are read as they were written", async () => {
    const text = fc.string({ unit: "binary", maxLength: 40 });
    const noisy = fc.oneof(
      text,
      fc.string({
        unit: fc.constantFrom(
          "'",
          "\\",
          ":",
          "a",
          "é",
          " ",
          "*",
          "/",
          "&",
          "ǅ",
          "ᾳ",
          "ß",
          "İ",
          "\u3164",
          "\u0000",
        ),
      }),
    );
    await fc.assert(
      fc.asyncProperty(noisy, noisy, async (title, abstract) => {
        const { rows } = await db.pool.query<{ lexemes: string[] }>(
          "SELECT tsvector_to_array($1::tsvector) AS lexemes",
          [searchVector(paperOf({ title, abstract }))],
        );
        const words = [...readText(title).words, ...readText(abstract).words];
        const expected = words.flatMap(({ text }) => [
          stemLexeme(foldWord(text)),
          ...(spellingLexeme(text) === null ? [] : [spellingLexeme(text)]),
        ]);
        expect([...(rows[0]?.lexemes ?? [])].sort()).toEqual([...new Set(expected)].sort());
      }),
      { numRuns: 300 },
    );
  });
});

describe("search and topics", () => {
  const word = fc.constantFrom(
    ..."the of a we in zero ZeRO Zero zeroth order MoE mixture experts expert routing routed naïve naive".split(
      " ",
    ),
    ..."LoRA GPT-4o 3D GPT's optimization optimizers \\textbf{M}ixture Schr\\\"odinger state-of-the-art ﬁne".split(
      " ",
    ),
  );
  const text = fc
    .array(fc.tuple(word, fc.constantFrom(" ", " ", "-", ", ", ". ", " ($x$) ")), { maxLength: 14 })
    .map((parts) => parts.flat().join(""));

  it("find the same papers by words and phrases, in title, abstract or either", async () => {
    const field = fc.constantFrom<TextField | null>(null, "ti", "abs");
    const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(" "));
    const place = fc.record({ from: fc.nat(20), length: fc.integer({ min: 1, max: 4 }) });
    const asked = fc.oneof(words, place); // any words, or some that follow each other in the paper
    await fc.assert(
      fc.asyncProperty(text, text, field, asked, async (title, abstract, where, phrase) => {
        const words = listWords(phrase, [title, abstract]);
        const [first] = words;
        if (first === undefined) return;
        const at = { from: 0, to: 0 };
        const leaf: TextLeaf =
          words.length === 1
            ? { kind: "word", field: where, word: first, at }
            : { kind: "phrase", field: where, words, at };
        const isTopic = compileQueries([leaf])({ title, abstract, categories: [] }).length > 0;
        const weights = { ti: "A", abs: "B", null: "AB" }[`${where}`] ?? "";
        const query = words.map((one) => `'${stemLexeme(one)}':${weights}`).join(" <-> ");
        expect(await finds({ title, abstract, authors: ["Zero Expert"] }, query)).toBe(isTopic);
      }),
      { numRuns: 400 },
    );
  });

  it("find the same papers by a spelling with a capital inside", async () => {
    const spelling = fc.constantFrom("ZeRO", "MoE", "LoRA", "GPT", "3D", "ZERO");
    await fc.assert(
      fc.asyncProperty(text, spelling, async (abstract, exact) => {
        const leaf: TextLeaf = {
          kind: "exact",
          field: null,
          words: [exact],
          at: { from: 0, to: 0 },
        };
        const isTopic = compileQueries([leaf])({ title: "", abstract, categories: [] }).length > 0;
        expect(await finds({ abstract }, `'${spellingLexeme(exact)}'`)).toBe(isTopic);
      }),
      { numRuns: 150 },
    );
  });
});

function listWords(asked: string | { from: number; length: number }, texts: string[]): string[] {
  const read = typeof asked === "string" ? [asked] : texts;
  const words = read.flatMap((text) => readText(text).words.map((word) => foldWord(word.text)));
  return typeof asked === "string" ? words : words.slice(asked.from, asked.from + asked.length);
}
