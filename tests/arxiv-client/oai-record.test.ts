import { describe, expect, it } from "vitest";
import { HEADER, list, readBody, record, recordsOf } from "./oai-answers.ts";

/** What one record says, or why it is skipped. */
async function readOne(parts: Partial<Record<string, string>>) {
  const { records, skipped } = recordsOf(await readBody(list(record(parts))));
  return records[0]?.paper ?? skipped[0]?.reason;
}

describe("a record", () => {
  it("is withdrawn where the newest version says I, whatever order they come in", async () => {
    const version = (number: number, type: string) =>
      `<version version="v${number}"><date>Mon, ${number} Jun 2026 20:00:00 GMT</date><source_type>${type}</source_type></version>`;
    const withdrawn = await readOne({ version: version(10, "AI") + version(9, "D") });
    expect(withdrawn).toMatchObject({
      version: 10,
      isWithdrawn: true,
      versions: [{ number: 9 }, { number: 10 }],
    });
    const restored = await readOne({ version: version(10, "D") + version(9, "I") });
    expect(restored).toMatchObject({ version: 10, isWithdrawn: false });
  });

  it("keeps a version whose date cannot be read, and drops one without a number", async () => {
    const version = '<version version="v2"><date>soon</date></version><version version="vX"/>';
    expect(await readOne({ version })).toMatchObject({
      versions: [{ number: 2, submittedAt: null }],
    });
  });

  it("may be in a category that is new to us", async () => {
    const paper = await readOne({ categories: "<categories>cs.QQ cs.LG 68T05 cs.LG</categories>" });
    expect(paper).toMatchObject({ categories: ["cs.QQ", "cs.LG"] });
  });

  it.each([
    ["The X Collaboration: A. One, B. Two", ["The X Collaboration", "A. One", "B. Two"]],
    ["J. Doe, Jr., and K. Roe III", ["J. Doe Jr.", "K. Roe III"]],
    ["A. One (1, B. Two (2)", ["A. One  1", "B. Two  2"].map((name) => name.replace("  ", " "))],
    ["Anders Sand and Wand Brandt", ["Anders Sand", "Wand Brandt"]],
    ["", []],
  ])("of %j has the authors %j", async (line, authors) => {
    expect(await readOne({ authors: `<authors>${line}</authors>` })).toMatchObject({ authors });
  });

  it("with a title of 0, entities of every kind, and prefixes, is read as any other", async () => {
    const parts = {
      title: "<title>0</title>",
      abstract: "<abstract>&#233;&lt;&amp;lt;\n a</abstract>",
    };
    expect(await readOne(parts)).toMatchObject({ title: "0", abstract: "é<&lt; a" });
    const prefixed = list(record()).replaceAll(
      /<(\/?)(header|identifier|metadata|arXivRaw|id|title)>/g,
      "<$1x:$2>",
    );
    expect(recordsOf(await readBody(prefixed)).records).toHaveLength(1);
  });

  it("may hold comments, literal text and characters beyond the first plane", async () => {
    const parts = {
      title: "<title><!-- <b> -->A <![CDATA[<b> & c]]> &#x1F600;<i/> &eacute; &apos;</title>",
      abstract: "<abstract lang='a > b'>see <i>here</i></abstract>",
    };
    expect(await readOne(parts)).toMatchObject({
      title: "A <b> & c \u{1F600} &eacute; '",
      abstract: "see here",
    });
  });

  it("that arXiv took away is told as such", async () => {
    const gone = `<record>${HEADER.replace("<header>", '<header status="deleted">')}</record>`;
    expect(
      recordsOf(await readBody(list(gone, record().replaceAll("00001", "00002")))),
    ).toMatchObject({
      deleted: [{ id: "2608.00001", datestamp: "2026-08-12" }],
      records: [{ paper: { id: "2608.00002" } }],
    });
  });

  it.each([
    ["has another id than its header", { id: "<id>2608.00009</id>" }, /differ in id/],
    ["has no title", { title: "" }, /title/],
    ["has no version", { version: "" }, /no version/],
    ["has no category", { categories: "<categories> 68T05 </categories>" }, /no category/],
    ["is malformed", { title: "<title>a & b</title>" }, /malformed XML/],
    ["has crossed tags", { title: "<title><b>a</title></b>" }, /malformed XML/],
    ["has a tag that is none", { title: "<title>a < b</title>" }, /malformed XML/],
    ["has a comment without end", { title: "<title><!-- a</title>" }, /malformed XML/],
    ["is a deep nest", { title: "<a>".repeat(30) + "</a>".repeat(30) }, /too deep/],
  ])("that %s is skipped by name and loses no other", async (_, parts, reason) => {
    const good = record().replaceAll("00001", "00002");
    const page = recordsOf(await readBody(list(good, record(parts), good)));
    expect(page.records).toHaveLength(2);
    expect(page.skipped).toEqual([
      { id: "oai:arXiv.org:2608.00001", reason: expect.stringMatching(reason) },
    ]);
  });

  it.each([
    ["no datestamp", HEADER.replace("2026-08-12", "soon"), "no datestamp"],
    [
      "no identifier",
      HEADER.replace("oai:arXiv.org:", "oai:elsewhere:"),
      "no identifier of a paper",
    ],
  ])("with %s is skipped", async (_, header, reason) => {
    const page = recordsOf(await readBody(list(record({}, header))));
    expect(page.skipped).toMatchObject([{ reason }]);
  });
});
