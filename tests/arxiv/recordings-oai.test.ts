import { readFileSync } from "node:fs";
import { XMLParser } from "fast-xml-parser";
import { afterEach, describe, expect, it } from "vitest";
import type { Day } from "@/lib/paper";
import { hasSharedData, sharedData } from "../shared-data.ts";
import type { PaperSource } from "./paper-source.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "./server.ts";

/** The papers in a recording go into the simulator; what it then answers must be the recording. */

type Version = { date: string; size: string; source_type?: string };
type Raw = Record<string, string> & { version: Version[] };
type RecordedRecord = { header: { datestamp: Day }; metadata: { arXivRaw: Raw } };

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  isArray: (name) => ["record", "version"].includes(name),
});

let arxiv: SimulatedArxiv | null = null;

afterEach(async () => {
  await arxiv?.close();
  arxiv = null;
});

describe.skipIf(!hasSharedData)("recorded OAI-PMH answers (need ../shared/data)", () => {
  it("each record of today's server is answered byte for byte", async () => {
    const recorded = read("2026-09-15_ListRecords_arXivRaw_set-cs.excerpt.xml");
    const answered = await askAgain(recorded, "2026-09-15T00:00:00Z");
    expect(splitRecords(answered).sort()).toEqual(splitRecords(recorded).sort());
    expect(splitRecords(answered)).toHaveLength(2);
  });

  it("each of 387 records of the old server says the same in today's markup", async () => {
    const recorded = read("2016_ListRecords_arXivRaw_page1.xml");
    const answered = await askAgain(recorded, "2016-10-21T04:36:53Z");
    const byId = (records: RecordedRecord[]) =>
      records
        .map(({ metadata }) => foldTexts(metadata.arXivRaw))
        .sort((a, b) => (String(a["id"]) < String(b["id"]) ? -1 : 1));
    expect(byId(readRecords(answered))).toEqual(byId(readRecords(recorded)));
    expect(readRecords(answered)).toHaveLength(387);
  });
});

async function askAgain(recorded: string, now: string): Promise<string> {
  const papers = readRecords(recorded).map(readPaper);
  arxiv = await startSimulatedArxiv({ papers, day: "2026-09-15" });
  arxiv.clock.set(new Date(now));
  for (const { header, metadata } of readRecords(recorded)) {
    const at = new Date(`${header.datestamp}T00:00:00Z`);
    arxiv.archive.modifications.touch(metadata.arXivRaw["id"] ?? "", at);
  }
  const query = "verb=ListRecords&metadataPrefix=arXivRaw";
  return (await fetch(`${arxiv.env.ARXIV_OAI_URL}?${query}`)).text();
}

function readPaper({ metadata: { arXivRaw } }: RecordedRecord): PaperSource {
  const [first, ...later] = arXivRaw.version.map(({ date, size, source_type }) => {
    const published = new Date(date).toISOString();
    const announced = published.slice(0, 10) as Day;
    const kilobytes = Number.parseInt(size, 10);
    return { published, announced, kilobytes, sourceType: source_type ?? null };
  });
  return {
    id: arXivRaw["id"] ?? "",
    title: arXivRaw["title"] ?? "",
    abstract: arXivRaw["abstract"] ?? "",
    authors: [],
    authorsText: arXivRaw["authors"] ?? null,
    submitter: arXivRaw["submitter"] ?? null,
    categories: (arXivRaw["categories"] ?? "").trim().split(/\s+/),
    comment: arXivRaw["comments"] ?? null,
    journalRef: arXivRaw["journal-ref"] ?? null,
    reportNo: arXivRaw["report-no"] ?? null,
    doi: arXivRaw["doi"] ?? null,
    license: arXivRaw["license"] ?? null,
    acmClass: arXivRaw["acm-class"] ?? null,
    mscClass: arXivRaw["msc-class"] ?? null,
    ...first,
    announced: null,
    revisions: later,
  };
}

function readRecords(answer: string): RecordedRecord[] {
  return parser.parse(answer)["OAI-PMH"].ListRecords.record;
}

/**
 * The recording was indented anew, its dates have no zero before one digit, and the old server told
 * the ACM class, where today's prints the MSC class, and a proxy, which the simulator does not have.
 */
function foldTexts(record: Raw): Record<string, unknown> {
  const entries = Object.entries(record).map(([name, value]): [string, unknown] => {
    if (typeof value === "string") return [name, value.replaceAll(/\s+/g, " ")];
    const versions = (value as Version[]).map(({ date, size, source_type }) => ({
      date: new Date(date).toISOString(),
      size,
      source_type,
    }));
    return [name, versions];
  });
  const isCompared = ([name, value]: [string, unknown]) =>
    value !== " " && name !== "proxy" && name !== "acm-class";
  return Object.fromEntries(entries.filter(isCompared));
}

function splitRecords(answer: string): string[] {
  return answer.match(/<record>.*?<\/record>/gs) ?? [];
}

function read(file: string): string {
  return readFileSync(sharedData(`wire/oai-pmh/${file}`), "utf8");
}
