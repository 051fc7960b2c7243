import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, type Database } from "@/lib/db/client";
import { findPaper } from "@/lib/read/paper";
import { openReadDatabase, tell } from "./open-database";

let db: Database;
beforeAll(async () => {
  db = await openReadDatabase();
});
afterAll(async () => {
  await closeDatabase();
  await db.close();
});

test("a paper comes with its listings, versions and topics, the newest first", async () => {
  const [first, second] = [new Date("2026-05-01T10:00:00Z"), new Date("2026-05-10T11:30:00Z")];
  await tell(db, [
    {
      id: "hep-th/9901001",
      version: 2,
      categories: ["hep-th", "cs.LG", "math-ph"],
      versions: [
        { number: 1, submittedAt: first },
        { number: 2, submittedAt: second },
      ],
      doi: "10.1000/x",
      journalRef: "J. Test 1 (1999) 1",
      comment: "3 pages",
      listings: [
        { category: "math-ph", day: "2026-05-04", type: "cross" },
        { category: "cs.LG", day: "2026-05-04", type: "cross" },
        { category: "hep-th", day: "2026-05-04" },
        { category: "hep-th", day: "2026-05-12", type: "replace" },
      ],
      topics: { moe: ["MoE", "mixture of experts"] },
    },
  ]);
  const named = (code: string, name: string) => ({ code, name });
  expect(await findPaper("hep-th/9901001")).toMatchObject({
    id: "hep-th/9901001",
    version: 2,
    doi: "10.1000/x",
    journalRef: "J. Test 1 (1999) 1",
    comment: "3 pages",
    isSample: false,
    isWithdrawn: false,
    categories: [
      named("hep-th", "High Energy Physics - Theory"),
      named("cs.LG", "Machine Learning"),
      named("math-ph", "Mathematical Physics"),
    ],
    listings: [
      { day: "2026-05-12", type: "replace", isEstimated: false },
      { day: "2026-05-04", type: "new", isEstimated: false },
      {
        day: "2026-05-04",
        type: "cross",
        categories: [named("cs.LG", "Machine Learning"), named("math-ph", "Mathematical Physics")],
      },
    ],
    versions: [
      { number: 2, submittedAt: second, text: null },
      { number: 1, submittedAt: first, text: null },
    ],
    topics: [{ slug: "moe", matched: ["MoE", "mixture of experts"] }],
  });
});

test("a superseded version says what it said, and the newest that it is withdrawn", async () => {
  const first = { id: "2605.00007", title: "First", comment: "9 pages", authors: ["Ada One"] };
  await tell(db, [{ ...first, categories: ["cs.LG"] }]);
  const second = { id: "2605.00007", version: 3, title: "Third", comment: "withdrawn" };
  await tell(db, [{ ...second, isWithdrawn: true, versions: [{ number: 2, submittedAt: null }] }]);
  expect(await findPaper("2605.00007")).toMatchObject({
    title: "Third",
    isWithdrawn: true,
    comment: "withdrawn",
    versions: [
      { number: 2, submittedAt: null, text: null },
      {
        number: 1,
        submittedAt: null,
        text: {
          title: "First",
          abstract: "We study 2605.00007.",
          authors: ["Ada One"],
          categories: [{ code: "cs.LG", name: "Machine Learning" }],
          comment: "9 pages",
          isWithdrawn: false,
          isComplete: true,
        },
      },
    ],
  });
});

test("an identifier that is not stored gives null", async () => {
  expect(await findPaper("2605.99999")).toBeNull();
});
