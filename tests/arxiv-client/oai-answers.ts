import { listRecords, type OaiAsk, type OaiPage } from "@/lib/arxiv/oai";
import { createMemoryGate } from "./memory-gate.ts";

export const FROM: OaiAsk = { set: "cs", from: "2026-08-11" };

/** Reads an answer served without a network; `asked` gets the addresses. */
export function readBody(body: string, { ask = FROM, attempts = 1, asked = [] as string[] } = {}) {
  return listRecords(ask, {
    gate: createMemoryGate(),
    userAgent: "Broadsheet/test",
    oaiUrl: "http://127.0.0.1/oai",
    attempts,
    maxWaitMs: Number.POSITIVE_INFINITY,
    fetch: async (url) => {
      asked.push(String(url));
      return new Response(body);
    },
  });
}

export function recordsOf(page: OaiPage) {
  if (page.kind !== "page") throw new Error("there were no records");
  return page;
}

export const HEADER =
  "<header><identifier>oai:arXiv.org:2608.00001</identifier><datestamp>2026-08-12</datestamp><setSpec>cs:cs:LG</setSpec></header>";
const RAW = {
  id: "<id>2608.00001</id>",
  version: '<version version="v1"><date>Mon, 10 Aug 2026 20:00:00 GMT</date></version>',
  title: "<title>A title</title>",
  authors: "<authors>Ada Example</authors>",
  categories: "<categories>cs.LG</categories>",
};
export const record = (parts: Partial<Record<string, string>> = {}, header = HEADER) =>
  `<record>${header}<metadata><arXivRaw>${Object.values({ ...RAW, ...parts }).join("")}</arXivRaw></metadata></record>`;
export const answer = (inside: string) =>
  `<?xml version="1.0"?><OAI-PMH><responseDate>2026-08-12T04:00:00Z</responseDate>${inside}</OAI-PMH>`;
export const list = (...records: string[]) =>
  answer(`<ListRecords>${records.join("")}</ListRecords>`);
