import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { EditionView } from "@/components/edition-view";
import type { Edition } from "@/lib/read/edition";

const filter = { sections: [], topics: [], categories: [] };
const empty: Edition = {
  day: "2026-05-12",
  page: { items: [], next: null },
  offset: 0,
  matching: 0,
  total: 756,
  estimated: 0,
  facets: {
    sections: { new: 0, cross: 0, replace: 0 },
    topics: new Map(),
    categories: new Map(),
  },
};

const textOf = (edition: Edition) =>
  renderToStaticMarkup(
    <EditionView edition={edition} address={{ path: "/", filter }} topicNames={new Map()} />,
  );

test("a cursor past the end leads back to the first page, and counts nothing", () => {
  const html = textOf({ ...empty, offset: 756, matching: 756 });
  expect(html).toContain("Nothing comes after this place");
  expect(html).toContain('href="/date/2026-05-12"');
  expect(html).not.toContain("of 756");
  expect(html).not.toContain("filters.");
});

test("filters that nothing passes are named as the reason", () => {
  expect(textOf(empty)).toContain("No paper of this edition passes these filters");
});
