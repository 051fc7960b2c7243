import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ErrorCode } from "@/lib/errors";
import { codeOf, EACH, recordAnswer } from "./readers.ts";

describe.each(EACH)("the reader of %s", (_, reader) => {
  it("ends in an expected failure for arbitrary bytes and for arbitrary markup", async () => {
    const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => new Uint8Array(array));
    const pieces = fc.constantFrom(
      ...reader.fragments,
      "<",
      ">",
      "&",
      "]]>",
      "<![CDATA[",
      "<!--",
      "\0",
      "é",
    );
    const markup = fc.array(fc.oneof(pieces, fc.string({ unit: "binary" })), { maxLength: 40 });
    const bodies = fc.oneof(
      bytes,
      markup.map((parts) => parts.join("")),
    );
    const codes = new Set<ErrorCode | null>();
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => void codes.add(await codeOf(reader, body))),
      { numRuns: 250 },
    );
    expect(codes).toContain("arxiv_bad_answer");
  });

  it("reads a true answer, and takes no beginning of it for the whole", async () => {
    const whole = await recordAnswer(reader);
    expect(await codeOf(reader, whole)).toBeNull();
    const length = new TextDecoder().decode(whole).trimEnd().length;
    const taken: number[] = [];
    for (let end = 0; end < length; end++) {
      const code = await codeOf(reader, whole.slice(0, end));
      if (code !== "arxiv_bad_answer") taken.push(end);
    }
    expect(taken).toEqual([]);
  });

  it("survives a true answer with bytes changed, taken out or repeated", async () => {
    const whole = await recordAnswer(reader);
    const place = fc.integer({ min: 0, max: whole.length - 1 });
    const damage = fc.tuple(place, place, fc.uint8Array({ maxLength: 8 }));
    await fc.assert(
      fc.asyncProperty(damage, async ([from, to, bytes]) => {
        const body = [...whole.slice(0, from), ...bytes, ...whole.slice(Math.min(from, to))];
        await codeOf(reader, new Uint8Array(body));
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ["UTF-16", (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"))],
    [
      "Latin-1",
      (text: string) => new Uint8Array(Buffer.from(text.replaceAll("e", "\u00e9"), "latin1")),
    ],
    ["bytes that are no text", () => new Uint8Array(2000).fill(0xff)],
  ])("says of an answer in %s that it is bad", async (_encoding, encode) => {
    const text = new TextDecoder().decode(await recordAnswer(reader));
    expect(await codeOf(reader, encode(text))).toBe("arxiv_bad_answer");
  });

  it("expands no entity, and follows no nest to its bottom", async () => {
    const laughs = Array.from({ length: 9 }, (_, level) =>
      level === 0 ? '<!ENTITY l0 "ha">' : `<!ENTITY l${level} "${`&l${level - 1};`.repeat(10)}">`,
    );
    const text = new TextDecoder().decode(await recordAnswer(reader));
    const bomb = `<!DOCTYPE feed [${laughs.join("")}]><feed>&l8;</feed>`;
    expect(await codeOf(reader, bomb)).toBe("arxiv_bad_answer");
    const titled = text
      .replaceAll("On the matter of", "&l8;")
      .replace(/<(?=rss|feed|OAI-PMH)/, `<!DOCTYPE x [${laughs.join("")}]><`);
    const expanded = await codeOf(reader, titled);
    expect([null, "arxiv_bad_answer"]).toContain(expanded);
    for (const tag of ["a", "div", "record", "dl"]) {
      const nest = `<${tag}>`.repeat(50_000);
      const code = await codeOf(
        reader,
        text.replace("On the matter of", `${nest}x${`</${tag}>`.repeat(50_000)}`),
      );
      expect([null, "arxiv_bad_answer", "arxiv_empty"]).toContain(code);
      expect(await codeOf(reader, nest)).toBe("arxiv_bad_answer");
    }
  });
});
