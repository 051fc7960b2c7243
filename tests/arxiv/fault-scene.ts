/** A small archive behind a simulated arXiv, and the questions that tests of its faults ask. */
import { type RequestOptions, request } from "node:http";
import { afterEach, beforeEach } from "vitest";
import type { FaultName } from "./fault-names.ts";
import type { Fault } from "./faults.ts";
import { examplePaper } from "./paper-examples.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "./server.ts";

export const DAY = "2026-09-24";
export const API = "/api/query?search_query=cat:cs.LG";
export const RSS = "/rss/cs.LG";
export const LIST = "/list/cs.LG/new?skip=0&show=2000";
export const OAI = "/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs:cs:LG";
/** One address of each service, and the feeds' other form. */
export const SURFACES = [API, RSS, "/atom/cs.LG", OAI, LIST];
/** Those that answer in XML. */
export const XML_SURFACES = [API, RSS, "/atom/cs.LG", OAI];

const papers = [
  examplePaper("2609.00001", "2026-09-23"),
  examplePaper("2609.00002", DAY, { title: "A title of five words" }),
  examplePaper("2609.00003", DAY),
];

/** A simulated arXiv for each test of a file, with two records on a page of OAI-PMH. */
export function openFaultScene() {
  let arxiv: SimulatedArxiv | null = null;
  beforeEach(async () => {
    arxiv = await startSimulatedArxiv({ papers, day: DAY, oai: { pageSize: 2 } });
  });
  afterEach(async () => arxiv?.close());

  const current = (): SimulatedArxiv => {
    if (!arxiv) throw new Error("asked outside of a test");
    return arxiv;
  };
  async function ask(path: string, options: RequestInit = {}) {
    const answer = await fetch(`${current().url}${path}`, options);
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  }
  async function askUnder(fault: FaultName | Fault, path: string) {
    current().faults.add(typeof fault === "string" ? { name: fault } : fault);
    return ask(path);
  }
  /** The body as it comes in, by node:http, which does not wait or put pieces together. */
  function receivePieces(path: string, options: RequestOptions = {}): Promise<Buffer[]> {
    return new Promise((resolve, reject) => {
      const asked = request(`${current().url}${path}`, options, (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("end", () => resolve(pieces));
        response.on("error", reject);
      });
      asked.on("error", reject);
      asked.end();
    });
  }
  return { arxiv: current, ask, askUnder, receivePieces };
}

export function countEntries(body: string): number {
  return body.match(/<(entry|item|record|dt)>/g)?.length ?? 0;
}

/** The identifiers of the entries that have one. */
export function listIds(body: string): string[] {
  const ids = body.matchAll(
    /(?:abs\/|oai:arXiv.org:)(\d{4}\.\d{5})(?:v\d+)?<\/(?:id|guid|identifier)>/g,
  );
  return [...ids].map((match) => match[1] ?? "");
}

/** The token of a page of OAI-PMH, as it is to be sent back. */
export function readToken(body: string): string {
  return /<resumptionToken(?: [^>]*[^/])?>([^<]+)</.exec(body)?.[1] ?? "";
}
