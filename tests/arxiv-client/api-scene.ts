import { afterEach } from "vitest";
import type { PaperSource } from "../arxiv/paper-source.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "../arxiv/server.ts";
import { createMemoryGate } from "./memory-gate.ts";

export const DAY = "2026-08-12";
/** What was submitted for that Wednesday's listing. */
const WINDOW = { from: new Date("2026-08-10T18:00:00Z"), to: new Date("2026-08-11T18:00:00Z") };
export const FIRST = { ...WINDOW, categories: ["cs.LG"], start: 0, count: 100 };

/** For a test file to call outside its tests: how each of them starts an arXiv, closed after it. */
export function prepareApi() {
  let arxiv: SimulatedArxiv | null = null;
  afterEach(async () => {
    await arxiv?.close();
    arxiv = null;
  });
  return async function start(papers: PaperSource[]) {
    arxiv = await startSimulatedArxiv({ papers, day: DAY });
    const apiUrl = arxiv.env.ARXIV_API_URL;
    const gate = createMemoryGate();
    return { arxiv, gate, context: { gate, userAgent: "Broadsheet/test", apiUrl } };
  };
}
