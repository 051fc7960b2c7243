import { afterEach, describe, expect, it } from "vitest";
import type { Day } from "@/lib/paper";
import { examplePaper, examplePapers } from "./paper-examples.ts";
import type { PaperSource } from "./paper-source.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "./server.ts";

const DAY = "2026-09-24";
const OLD = "2020-03-03";
const revised = (id: string, categories: string[]) =>
  examplePaper(id, OLD, { categories, revisions: [{ announced: DAY }] });
const papers = [
  examplePaper("2609.00001", DAY, {
    title: "Bounds for $a < b$ & more",
    comment: "12 pages",
    journalRef: "J. Ex. 1",
  }),
  examplePaper("2609.00002", DAY, { categories: ["hep-th", "cs.LG"] }),
  revised("2003.00003", ["cs.LG"]),
  revised("2003.00004", ["cs.CL", "cs.LG"]),
  examplePaper("2609.00005", "2026-09-25"),
];

let arxiv: SimulatedArxiv | null = null;

afterEach(async () => {
  await arxiv?.close();
  arxiv = null;
});

describe("a page of new listings", () => {
  it("names its day and counts new, cross-listed and replaced papers apart", async () => {
    await start();
    const { body, headers } = await ask("cs.LG");
    expect(headers.get("content-type")).toContain("text/html");
    expect(listHeadings(body)).toEqual([
      "Showing new listings for Thursday, 24 September 2026",
      "New submissions (showing 1 of 1 entries)",
      "Cross submissions (showing 1 of 1 entries)",
      "Replacement submissions (showing 2 of 2 entries)",
    ]);
    expect(listIds(body)).toEqual(["2609.00001", "2609.00002", "2003.00003", "2003.00004"]);
    expect(body).toContain("Total of 4 entries");
  });

  it("says of each paper what it is, escaped", async () => {
    await start();
    const { body } = await ask("cs.LG");
    const [first = "", second = "", third = ""] = body.split("<dt>").slice(1);
    expect(first).toContain("Bounds for $a &lt; b$ &amp; more");
    expect(first).toContain('<span class="primary-subject">Machine Learning (cs.LG)</span>');
    expect(first).toMatch(/list-comments[\s\S]*12 pages[\s\S]*list-journal-ref[\s\S]*J\. Ex\. 1/u);
    expect(second).toContain("(cross-list from hep-th)");
    expect(second).toContain(
      "High Energy Physics - Theory (hep-th)</span>; Machine Learning (cs.LG)",
    );
    expect(third).toContain("(replaced)");
  });

  it("shows a day from 20:00 in New York on the evening before", async () => {
    const simulated = await start();
    simulated.clock.set(new Date("2026-09-24T23:59:59Z"));
    expect(listHeadings((await ask("cs.LG")).body)[0]).toContain("24 September");
    simulated.clock.advance(1000);
    const { body } = await ask("cs.LG");
    expect(listHeadings(body)[0]).toContain("Friday, 25 September 2026");
    expect(listIds(body)).toEqual(["2609.00005"]);
  });

  it("keeps showing Friday's listing over the weekend, until Sunday evening", async () => {
    const simulated = await start();
    for (const instant of ["2026-09-26T12:00:00Z", "2026-09-27T23:59:00Z"]) {
      simulated.clock.set(new Date(instant));
      expect(listHeadings((await ask("cs.LG")).body)[0]).toContain("Friday, 25 September 2026");
    }
    simulated.clock.set(new Date("2026-09-28T00:00:00Z"));
    expect(listHeadings((await ask("cs.LG")).body)[0]).toContain("Monday, 28 September 2026");
  });

  it.each([
    ["spring", "2026-03-09T23:59:59Z", "9 March", "2026-03-10T00:00:00Z", "10 March"],
    [
      "spring, on the Sunday itself",
      "2026-03-08T23:59:59Z",
      "6 March",
      "2026-03-09T00:00:00Z",
      "9 March",
    ],
    [
      "autumn, on the Sunday itself",
      "2026-11-02T00:59:59Z",
      "30 October",
      "2026-11-02T01:00:00Z",
      "2 November",
    ],
  ])("follows New York's clock in %s", async (_name, before, earlier, after, later) => {
    const simulated = await start();
    simulated.clock.set(new Date(before));
    expect(listHeadings((await ask("cs.LG")).body)[0]).toContain(`, ${earlier} 2026`);
    simulated.clock.set(new Date(after));
    expect(listHeadings((await ask("cs.LG")).body)[0]).toContain(`, ${later} 2026`);
  });

  it("keeps showing the day before a holiday", async () => {
    const simulated = await start(papers, ["2026-09-25"]);
    simulated.clock.set(new Date("2026-09-25T12:00:00Z"));
    expect(listHeadings((await ask("cs.LG")).body)[0]).toContain("24 September");
    simulated.clock.set(new Date("2026-09-28T12:00:00Z"));
    expect(listIds((await ask("cs.LG")).body)).toEqual(["2609.00005"]);
  });

  it("says that there are no updates where a category has none that day", async () => {
    await start();
    const { body } = await ask("math.AG");
    expect(body).toContain("No updates today.");
    expect(listHeadings(body)).toEqual(["Showing new listings for Thursday, 24 September 2026"]);
  });

  it("holds the papers of an alias, and of a whole archive each once", async () => {
    await start([
      examplePaper("2609.00001", DAY, { categories: ["math.NA"] }),
      examplePaper("2609.00002", DAY, { categories: ["cs.CL", "cs.LG"] }),
    ]);
    expect(listIds((await ask("cs.NA")).body)).toEqual(["2609.00001"]);
    expect(listIds((await ask("cs")).body)).toEqual(["2609.00001", "2609.00002"]);
  });

  it("leaves out replacements from version 6 on, like the feed", async () => {
    const revisions = Array.from({ length: 5 }, (_, index) => ({
      announced: (index === 4 ? DAY : "2021-05-04") as Day,
    }));
    await start([examplePaper("2003.00006", OLD, { revisions })]);
    expect(listIds((await ask("cs.LG")).body)).toEqual([]);
  });

  it.each(["cs.XX", "CS.LG", "nonsense"])("of the unknown %s is refused", async (name) => {
    await start();
    expect((await ask(name)).status).toBe(400);
  });
});

describe("a part of a listing", () => {
  const many = [
    ...examplePapers(5, DAY),
    ...["2003.00001", "2003.00002", "2003.00003"].map((id) => revised(id, ["cs.LG"])),
  ];

  it.each([
    [0, 4, ["New submissions (showing first 4 of 5 entries)"]],
    [0, 5, ["New submissions (showing 5 of 5 entries)"]],
    [
      4,
      3,
      [
        "New submissions (continued, showing last 1 of 5 entries)",
        "Replacement submissions (showing first 2 of 3 entries)",
      ],
    ],
    [7, 4, ["Replacement submissions (continued, showing last 1 of 3 entries)"]],
    [2, 2, ["New submissions (continued, showing 2 of 5 entries)"]],
    [8, 4, []],
  ])("from %d on, %d long, says so in its headings", async (skip, show, headings) => {
    await start(many);
    const { body } = await ask("cs.LG", `?skip=${skip}&show=${show}`);
    expect(listHeadings(body).slice(1)).toEqual(headings);
    expect(listIds(body)).toHaveLength(Math.min(show, 8 - skip));
  });

  it("is 2000 at most", async () => {
    await start(examplePapers(2010, DAY));
    expect(listIds((await ask("cs.LG", "?skip=0&show=5000")).body)).toHaveLength(2000);
    const rest = await ask("cs.LG", "?skip=2000&show=2000");
    expect(listHeadings(rest.body)[1]).toBe(
      "New submissions (continued, showing last 10 of 2010 entries)",
    );
  });
});

async function start(given: PaperSource[] = papers, holidays: Day[] = []) {
  arxiv = await startSimulatedArxiv({ papers: given, day: DAY, holidays });
  return arxiv;
}

async function ask(name: string, query = "?skip=0&show=2000") {
  const answer = await fetch(`${arxiv?.env.ARXIV_LIST_URL}/${name}/new${query}`);
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

function listHeadings(body: string): string[] {
  return [...body.matchAll(/<h3>(.*?)<\/h3>/g)].map((match) => match[1] ?? "");
}

function listIds(body: string): string[] {
  return [...body.matchAll(/title="Abstract" id="(.*?)"/g)].map((match) => match[1] ?? "");
}
