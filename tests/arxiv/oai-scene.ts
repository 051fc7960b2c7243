/** A simulated arXiv for tests of OAI-PMH, and what they read from its answers. */
import { XMLParser } from "fast-xml-parser";
import { afterEach } from "vitest";
import type { OaiOptions } from "./oai.ts";
import { examplePaper } from "./paper-examples.ts";
import type { PaperSource } from "./paper-source.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "./server.ts";

export const DAY = "2026-09-24";
export const papers = [
  examplePaper("hep-th/9901001", "1999-01-05", { categories: ["hep-th"] }),
  examplePaper("2609.00001", "2026-09-22", { categories: ["math.NA", "stat.ML"] }),
  examplePaper("2609.00002", "2026-09-23", {
    revisions: [
      { announced: DAY, title: "A better title" },
      { announced: "2026-09-25", isWithdrawn: true, comment: "Withdrawn: equation 3 is wrong" },
    ],
  }),
  examplePaper("2609.00003", DAY, {
    categories: ["cs.CL", "cs.LG"],
    crossLists: [{ category: "physics.optics", announced: "2026-09-28" }],
    changes: [{ at: "2026-09-26T15:00:00Z", journalRef: "J. Ex. 1 (2026)", doi: "10.1/ex" }],
  }),
];

/** What a test file needs; what a test starts ends with it. */
export function openOaiScene() {
  let arxiv: SimulatedArxiv | null = null;
  afterEach(async () => {
    await arxiv?.close();
    arxiv = null;
  });

  async function start(given: PaperSource[] = papers, oai: OaiOptions = {}) {
    arxiv = await startSimulatedArxiv({ papers: given, day: DAY, oai });
    return arxiv;
  }

  async function ask(query: string) {
    const answer = await fetch(`${arxiv?.env.ARXIV_OAI_URL}?${query}`);
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  }

  /** All pages of a list, each token sent back exactly as it came. */
  async function walk(query: string): Promise<{ bodies: string[]; tokens: string[] }> {
    const { verb = "" } = Object.fromEntries(new URLSearchParams(query));
    const bodies = [(await ask(query)).body];
    const tokens: string[] = [];
    for (let token = readToken(bodies[0] ?? ""); token; token = readToken(bodies.at(-1) ?? "")) {
      tokens.push(token);
      bodies.push((await ask(`verb=${verb}&resumptionToken=${token}`)).body);
    }
    return { bodies, tokens };
  }
  return { start, ask, walk };
}

export function readToken(body: string): string {
  return /<resumptionToken(?: [^>]*[^/])?>([^<]+)</.exec(body)?.[1] ?? "";
}

export function readError(body: string): string | null {
  return /<error code='(\w+)'/.exec(body)?.[1] ?? null;
}

/** `ID DATE` of each record or header. */
export function listRecords(body: string): string[] {
  const headers = body.matchAll(/<identifier>oai:arXiv.org:(.*?)<[\s\S]*?<datestamp>(.*?)</g);
  return [...headers].map((match) => `${match[1]} ${match[2]}`);
}

export function parseAnswer(body: string) {
  const isArray = (name: string) => ["record", "version", "author"].includes(name);
  return new XMLParser({ parseTagValue: false, isArray }).parse(body)["OAI-PMH"];
}
