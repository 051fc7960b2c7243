import { readFileSync } from "node:fs";
import { XMLParser } from "fast-xml-parser";
import { afterEach, describe, expect, it } from "vitest";
import { addDays, type Day } from "@/lib/paper";
import { hasSharedData, sharedData } from "../shared-data.ts";
import type { PaperSource } from "./paper-source.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "./server.ts";

/** The papers in a recording go into the simulator; what it then answers must be the recording. */

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => ["entry", "item", "author", "category", "arxiv:affiliation"].includes(name),
});

let arxiv: SimulatedArxiv | null = null;

afterEach(async () => {
  await arxiv?.close();
  arxiv = null;
});

describe.skipIf(!hasSharedData)("recorded API answers (need ../shared/data)", () => {
  const byIds = [
    ["id_1605.08386_s0_m100", "1605.08386"],
    ["id_1707.08567_s0_m100", "1707.08567"],
    ["id_0808.05394_1707.08567_s0_m100", "0808.05394,1707.08567"],
    ["id_astro-ph_0601001_s0_m100", "astro-ph/0601001"],
    ["id_2104.12255v1_s0_m100", "2104.12255v1"],
    ["id_0000.0000_s0_m100", "0000.0000"],
    ["id_abc_s0_m100", "abc"],
  ] as const;

  it.each(byIds)("%s is answered byte for byte", async (file, ids) => {
    const recorded = readRecording(`${file}.xml`);
    const answered = await ask(recorded, `?id_list=${ids}&max_results=100`);
    expect(answered).toBe(recorded);
  });

  it.each([10, 15, 100])("each entry of the page of %d is answered byte for byte", async (size) => {
    const recorded = readRecording(`q_testing_s0_m${size}.xml`);
    const ids = readPapers(recorded).map(({ id }) => id);
    const answered = await ask(recorded, `?id_list=${ids.join(",")}&max_results=${size}`);
    expect(splitEntries(answered).sort()).toEqual(splitEntries(recorded).sort());
    expect(ids).toHaveLength(size);
  });

  it("the head of a search is answered byte for byte but for its total", async () => {
    const recorded = readRecording("q_testing_s0_m10.xml");
    const answered = await ask(recorded, "?search_query=testing&max_results=10");
    expect(withoutTotal(readHead(answered))).toBe(withoutTotal(readHead(recorded)));
  });
});

describe.skipIf(!hasSharedData)("a recorded feed (needs ../shared/data)", () => {
  it("is answered byte for byte but for the second it was built in", async () => {
    const name = "cs.LG+cs.AI+cs.CL+stat.ML";
    const path = sharedData(`wire/rss/2026-09-24_${name}.excerpt.rss.xml`);
    const recorded = readFileSync(path, "utf8");
    arxiv = await startSimulatedArxiv({ papers: readItems(recorded), day: "2026-09-24" });
    const answered = await (await fetch(`${arxiv.url}/rss/${name}`)).text();
    const built = /<lastBuildDate>.*<\/lastBuildDate>/;
    expect(answered.replace(built, "").trim()).toBe(recorded.replace(built, "").trim());
  });
});

async function ask(recorded: string, query: string): Promise<string> {
  arxiv = await startSimulatedArxiv({ papers: readPapers(recorded), day: "2026-09-24" });
  arxiv.clock.set(new Date(/<updated>(.*?)<\/updated>/.exec(recorded)?.[1] ?? ""));
  return (await fetch(`${arxiv.env.ARXIV_API_URL}${query}`)).text();
}

function readPapers(recorded: string): PaperSource[] {
  const entries = parser.parse(recorded).feed.entry ?? [];
  return entries
    .filter((entry: { title: string }) => entry.title !== "Error")
    .map((entry: Record<string, never>): PaperSource => {
      const [, id = "", version] = /abs\/(.+)v(\d+)$/.exec(entry["id"] ?? "") ?? [];
      const authors: { name: string; "arxiv:affiliation"?: string[] }[] = entry["author"] ?? [];
      const updated: string = entry["updated"] ?? "";
      const revision = { announced: addDays(updated.slice(0, 10) as Day, 7), published: updated };
      return {
        id,
        title: entry["title"] ?? "",
        abstract: entry["summary"] ?? "",
        authors: authors.map((author) => ({
          name: author.name,
          affiliations: author["arxiv:affiliation"] ?? [],
        })),
        categories: (entry["category"] as unknown as { term: string }[]).map(({ term }) => term),
        published: entry["published"] ?? null,
        comment: entry["arxiv:comment"] ?? null,
        journalRef: entry["arxiv:journal_ref"] ?? null,
        doi: entry["arxiv:doi"] ?? null,
        revisions: Array.from({ length: Number(version) - 1 }, () => revision),
      };
    });
}

function readItems(recorded: string): PaperSource[] {
  const items = parser.parse(recorded).rss.channel.item;
  return items.map((item: Record<string, string> & { category: string[] }): PaperSource => {
    const [, id = "", version] = /arXiv.org:(.+)v(\d+)$/.exec(readText(item["guid"])) ?? [];
    const type = item["arxiv:announce_type"] ?? "";
    const day = "2026-09-24";
    const isNew = type === "new";
    return {
      id,
      title: item["title"] ?? "",
      abstract: (item["description"] ?? "").split("Abstract: ")[1] ?? "",
      authors: (item["dc:creator"] ?? "").split(", "),
      categories: type === "cross" ? item.category.slice(0, -1) : item.category,
      announced: isNew ? day : "2020-10-01",
      doi: item["arxiv:DOI"] ?? null,
      license: item["dc:rights"] ?? null,
      revisions: Array.from({ length: Number(version) - 1 }, (_, index) => ({
        announced: type === "replace" && index === Number(version) - 2 ? day : "2023-01-03",
      })),
      crossLists:
        type === "cross" ? [{ category: item.category.at(-1) ?? "", announced: day }] : [],
    };
  });
}

function readText(element: unknown): string {
  return (element as { "#text": string })["#text"];
}

function readRecording(file: string): string {
  return readFileSync(sharedData(`wire/api-atom/${file}`), "utf8");
}

function splitEntries(feed: string): string[] {
  return feed.match(/<entry>.*?<\/entry>/gs) ?? [];
}

function readHead(feed: string): string {
  return feed.split("<entry>")[0] ?? "";
}

function withoutTotal(head: string): string {
  return head.replace(/<opensearch:totalResults>\d+/, "");
}
