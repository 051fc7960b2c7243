import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparePaperIds, oaiIdToPaperId, paperLinks, parsePaperId } from "@/lib/paper-id";

const READ: [string, string, number | null][] = [
  ["2401.01234", "2401.01234", null],
  ["  2401.01234v2\n", "2401.01234", 2],
  ["2401.01234V12", "2401.01234", 12],
  ["0704.0001", "0704.0001", null],
  ["1412.9999", "1412.9999", null],
  ["1501.00001", "1501.00001", null],
  ["arXiv:2401.01234", "2401.01234", null],
  ["ARXIV: 2401.01234v3", "2401.01234", 3],
  ["arXiv:0706.0001v1 [q-bio.CB]", "0706.0001", 1],
  ["hep-th/9901001", "hep-th/9901001", null],
  ["HEP-TH/9901001v3", "hep-th/9901001", 3],
  ["solv-int/9901001v2", "solv-int/9901001", 2],
  ["arXiv:cond-mat/0703001", "cond-mat/0703001", null],
  ["math.GT/0309136", "math/0309136", null],
  ["cond-mat.mes-hall/0309136v1", "cond-mat/0309136", 1],
  ["cs.LG/0701001", "cs/0701001", null],
  ["https://arxiv.org/abs/2401.01234", "2401.01234", null],
  ["http://arxiv.org/abs/2401.01234v1", "2401.01234", 1],
  ["arxiv.org/abs/2401.01234", "2401.01234", null],
  ["https://www.arxiv.org/pdf/2401.01234v2.pdf", "2401.01234", 2],
  ["https://arxiv.org/pdf/2401.01234", "2401.01234", null],
  ["https://arxiv.org/pdf/hep-th/9901001v1.pdf", "hep-th/9901001", 1],
  ["https://arxiv.org/html/2401.01234v1#S3", "2401.01234", 1],
  ["https://arxiv.org/format/2401.01234", "2401.01234", null],
  ["https://arxiv.org/abs/2401.01234?context=cs.LG", "2401.01234", null],
  ["https://arxiv.org/abs/2401.01234/", "2401.01234", null],
  ["https://export.arxiv.org/abs/hep-th%2F9901001", "hep-th/9901001", null],
  ["https://www.alphaxiv.org/abs/2401.01234v1", "2401.01234", 1],
  ["https://alphaxiv.org/overview/2401.01234", "2401.01234", null],
  ["https://ar5iv.labs.arxiv.org/html/2401.01234", "2401.01234", null],
  ["https://huggingface.co/papers/2401.01234", "2401.01234", null],
  ["hf.co/papers/2401.01234", "2401.01234", null],
  ["10.48550/arXiv.2401.01234", "2401.01234", null],
  ["https://doi.org/10.48550/ARXIV.2401.01234", "2401.01234", null],
  ["doi:10.48550/arXiv.hep-th/9901001", "hep-th/9901001", null],
  ["2401.01234.pdf", "2401.01234", null],
];

const REFUSED = [
  "",
  "sample-01",
  "2413.00001", // no such month
  "2400.00001",
  "0703.0001", // a month before the scheme began
  "1412.00001", // five digits too early
  "1501.0001", // four digits too late
  "2401.00000",
  "2401.012345",
  "2401.01234v0",
  "2401.01234v",
  "9901.00001",
  "hep-th/9913001",
  "hep-th/0704001", // the old scheme had ended
  "hep-th/9901000",
  "hep-th/99010011",
  "stat/0701001", // an archive of the new scheme only
  "nonsense/9901001",
  "/9901001",
  "https://example.org/abs/2401.01234",
  "https://arxiv.org.example.org/abs/2401.01234",
  "https://arxiv.org/list/cs.LG/new",
  "see 2401.01234 for more",
  "10.1000/arXiv.2401.01234",
];

describe("parsePaperId", () => {
  it.each(READ)("reads %j as %s, version %s", (text, id, version) => {
    expect(parsePaperId(text)).toEqual({ id, version });
  });

  it.each(REFUSED)("finds no identifier in %j", (text) => {
    expect(parsePaperId(text)).toBeNull();
  });

  it("reads what it wrote: a canonical identifier is its own reading", () => {
    fc.assert(
      fc.property(fc.constantFrom(...READ), ([, id]) => {
        expect(parsePaperId(id)).toEqual({ id, version: null });
      }),
    );
  });

  it("answers any text without throwing", () => {
    fc.assert(fc.property(fc.string(), (text) => void parsePaperId(text)));
  });
});

describe("oaiIdToPaperId", () => {
  it("reads identifiers of OAI records and feed entries", () => {
    expect(oaiIdToPaperId("oai:arXiv.org:2203.01250v3")).toEqual({ id: "2203.01250", version: 3 });
    expect(oaiIdToPaperId("oai:arXiv.org:hep-th/9901001")).toEqual({
      id: "hep-th/9901001",
      version: null,
    });
  });

  it("refuses what is not one", () => {
    expect(oaiIdToPaperId("2203.01250v3")).toBeNull();
    expect(oaiIdToPaperId("oai:example.org:2203.01250")).toBeNull();
  });
});

describe("comparePaperIds", () => {
  it("orders by month and number across both schemes, and what is no identifier first", () => {
    const ordered = [
      "sample-01",
      "sample-02",
      "hep-th/9108001",
      "math/9912999",
      "hep-th/0001001",
      "astro-ph/0703001",
      "hep-th/0703001",
      "0704.0001",
      "1412.9999",
      "1501.00001",
      "2401.01234",
    ];
    expect([...ordered].reverse().sort(comparePaperIds)).toEqual(ordered);
  });
});

describe("paperLinks", () => {
  it("links to arxiv.org", () => {
    expect(paperLinks("hep-th/9901001")).toEqual({
      abs: "https://arxiv.org/abs/hep-th/9901001",
      pdf: "https://arxiv.org/pdf/hep-th/9901001",
      html: "https://arxiv.org/html/hep-th/9901001",
    });
  });

  it("has no links for a paper of the sample edition", () => {
    expect(paperLinks("sample-01")).toBeNull();
  });
});
