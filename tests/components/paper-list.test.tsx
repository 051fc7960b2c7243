import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { PaperList } from "@/components/paper-list";
import type { PaperCard } from "@/lib/read/paper-card";

const card: PaperCard = {
  id: "2605.00001",
  day: "2026-05-12",
  type: "replace",
  isEstimated: false,
  version: 2,
  title: "On routing",
  abstract: "We route.",
  authors: ["Ada One"],
  authorCount: 1,
  categories: [{ code: "cs.LG", name: "Machine Learning" }],
  comment: "Equation $x^2$ is <wrong>",
  topics: [],
  isSample: false,
  isWithdrawn: true,
};
const render = (fields: Partial<PaperCard> = {}) =>
  renderToStaticMarkup(<PaperList papers={[{ ...card, ...fields }]} topicNames={new Map()} />);

test("a withdrawn paper is marked before its title, with what the comment says", () => {
  const html = render();
  expect(html).toMatch(
    /<h3><strong class="withdrawn">Withdrawn<\/strong> <a [^>]*>On routing<\/a>/,
  );
  expect(html).toContain("The comment says: “Equation x² is &lt;wrong&gt;”");
  expect(render({ comment: null })).toContain("Withdrawn");
  expect(render({ comment: null })).not.toContain("comment says");
});

test("any other paper bears no mark, and its comment stays on its own page", () => {
  expect(render({ isWithdrawn: false })).not.toMatch(/withdrawn|Equation/i);
});
