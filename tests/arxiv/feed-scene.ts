/** A simulated arXiv for tests of its feeds, and what they read from them. */
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { afterEach, expect } from "vitest";
import type { Day } from "@/lib/paper";
import type { PaperSource } from "./paper-source.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "./server.ts";

export const DAY = "2026-09-24";

/** What a test file needs; what a test starts ends with it. */
export function openFeedScene() {
  let arxiv: SimulatedArxiv | null = null;
  afterEach(async () => {
    await arxiv?.close();
    arxiv = null;
  });

  async function start(papers: PaperSource[], holidays: Day[] = []): Promise<SimulatedArxiv> {
    arxiv = await startSimulatedArxiv({ papers, day: DAY, holidays });
    return arxiv;
  }
  async function ask(path: string, headers: Record<string, string> = {}) {
    const answer = await fetch(`${arxiv?.url}${path}`, { headers });
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  }
  /** `IDvN type` of each item, in the feed's order. */
  async function listItems(path: string): Promise<string[]> {
    const { body } = await ask(path);
    expect(XMLValidator.validate(body)).toBe(true);
    const items: { guid: { "#text": string }; "arxiv:announce_type": string }[] =
      parseFeed(body).rss.channel.item ?? [];
    return items.map((item) =>
      `${item.guid["#text"]} ${item["arxiv:announce_type"]}`.replace("oai:arXiv.org:", ""),
    );
  }
  return { start, ask, listItems };
}

export function parseFeed(body: string) {
  const isArray = (name: string) => name === "item" || name === "entry";
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, isArray });
  return parser.parse(body);
}
