import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInstant } from "@/lib/arxiv/instant";
import { parseXml, XmlText } from "@/lib/arxiv/xml";
import { AppError } from "@/lib/errors";
import { foldText } from "@/lib/fold-text";

/** What parsing a body fails with; null where it succeeds. A bug is thrown on. */
function failureOf(body: string): string | null {
  try {
    parseXml(body);
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code === "arxiv_bad_answer") return error.message;
    throw error;
  }
}

describe("parseXml", () => {
  it.each([
    ["nothing", " \n", /^an empty body/],
    ["a web page", "<!DOCTYPE html>\n<html><body>Down</body></html>", /^a web page/],
    ["a web page after a comment", "<!-- x --><!-- y --><HTML lang='en'></HTML>", /^a web page/],
    ["a comment without end", "<!--".repeat(1_000_000), /^XML that was cut off/],
    ["a web page after a long comment", `<!--${"-".repeat(5_000_000)}--> <html>`, /^a web page/],
    ["plain text", "Rate exceeded.", /^plain text .*: Rate exceeded\.$/],
    ["a document cut in its text", "<feed><entry><title>An unfi", /^XML that was cut off/],
    ["a document cut in a tag", "<feed><entry></entr", /^XML that was cut off/],
    ["a document cut between entries", "<feed><entry></entry>", /^XML that was cut off/],
    ["a document with a bare ampersand", "<feed>Q & A</feed>", /^malformed XML/],
    ["a document with crossed tags", "<feed><a><b></a></b></feed>", /^malformed XML/],
    [
      "a document that declares entities",
      '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
      /declaration/,
    ],
    ["a nest without end", "<a>".repeat(5000) + "</a>".repeat(5000), /cannot be read/],
    ["names that would reach into objects", "<a><__proto__/></a>", /cannot be read/],
  ])("tells %s", (_, body, message) => {
    expect(failureOf(body)).toMatch(message);
  });

  it("keeps values as text, names without prefix, and decodes every kind of reference", () => {
    const body =
      "<?xml version='1.0'?><x:feed xmlns:x='u'><x:title n='1 &amp; 2'>0</x:title>" +
      "<entry><id>&#233;&#x3b1;&lt;&amp;lt; &#0;</id></entry></x:feed>";
    expect(parseXml(body)).toEqual({
      "?xml": { "@_version": "1.0" },
      feed: { title: { "#text": "0", "@_n": "1 & 2" }, entry: [{ id: "é\u03b1<&lt; " }] },
    });
  });

  it("reads many thousand references: they are no entity bomb", () => {
    expect(failureOf(`<feed>${"&lt;&#233; ".repeat(100_000)}</feed>`)).toBeNull();
  });

  it("answers any text with a tree or an expected failure", () => {
    const fragment = fc.constantFrom("<a>", "</a>", "<", ">", "&", "<!--", "-->", "<![CDATA[", "x");
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fragment).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (body) => void failureOf(body)),
      { numRuns: 300 },
    );
  });

  it("takes no answer that lacks its end for a whole one", () => {
    const whole = "<?xml version='1.0'?><feed a='1'><entry><t>x &amp; y</t><c/></entry></feed>";
    expect(failureOf(whole)).toBeNull();
    const taken = [...whole].map((_, end) => whole.slice(0, end)).filter((cut) => !failureOf(cut));
    expect(taken).toEqual([]);
  });
});

describe("XmlText", () => {
  it("is the text of an element in any shape the parser gives it", () => {
    expect(XmlText.parse(" a\n  b ")).toBe("a b");
    expect(XmlText.parse({ "#text": "a", "@_type": "html" })).toBe("a");
    expect(XmlText.parse({ "@_type": "html" })).toBe("");
    expect(XmlText.parse(["first", "second"])).toBe("first");
    expect(XmlText.safeParse(undefined).success).toBe(false);
    expect(XmlText.safeParse({ div: "markup" }).data).toBe("");
  });
});

describe("foldText", () => {
  it("leaves one line without control characters", () => {
    expect(foldText(" a\u0000b\u0001\r\n c\u007f\u0085\uffff ")).toBe("a b c");
  });
});

describe("parseInstant", () => {
  it.each([
    ["Thu, 24 Sep 2026 00:00:00 -0400", "2026-09-24T04:00:00.000Z"],
    ["Thu, 24 Sep 2026 08:58:05 +0000", "2026-09-24T08:58:05.000Z"],
    ["Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37.000Z"],
    ["2016-05-26T17:59:46Z", "2016-05-26T17:59:46.000Z"],
    ["2016-10-09T00:00:00-04:00", "2016-10-09T04:00:00.000Z"],
  ])("reads %s", (text, instant) => {
    expect(parseInstant(text)?.toISOString()).toBe(instant);
  });

  it.each([
    "",
    "soon 1",
    "2016-05-26",
    "2016-05-26T17:59:46",
    "Thu, 24 Sep 2026 00:00:00",
    "2016-13-26T17:59:46Z",
  ])("finds no instant in %j", (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});
