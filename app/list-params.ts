import { z } from "zod";
import { canonicalCategory } from "@/lib/category";
import { isEditionCursor } from "@/lib/read/edition";
import { type EditionFilter, SECTIONS, type Section } from "@/lib/read/edition-facets";
import { findTopic } from "@/lib/topics/catalogue";

/** A page's query as Next gives it. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** What a list's address asks for, and what of it could not be understood, in words. */
export type ListParams = { filter: EditionFilter; after: string | null; ignored: string[] };

/** Papers on one page of a list. */
export const PAGE_SIZE = 50;

/** One parameter may come once, repeatedly or not at all; empty ones count as not at all. */
const Values = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat().filter((text) => text !== ""));

/** As much of a bad value as is repeated to the reader. */
const LONGEST_ECHO = 40;

/** Reads a list's parameters. Nothing fails: what is not understood is left out and named. */
export function parseListParams(params: SearchParams): ListParams {
  const topics = sift("topic", params["topic"], (text) => findTopic(text.toLowerCase())?.slug);
  const categories = sift("cat", params["cat"], canonicalCategory);
  const sections = sift("type", params["type"], parseSection);
  const after = parseCursor(params["after"], isEditionCursor);
  return {
    filter: {
      topics: topics.values.sort(),
      categories: categories.values.sort(),
      sections: SECTIONS.filter((section) => sections.values.includes(section)),
    },
    after: after.cursor,
    ignored: [...topics.ignored, ...categories.ignored, ...sections.ignored, ...after.ignored],
  };
}

/** The cursor in `?after=`, or null where there is none or it is not of this list. */
export function parseCursor(
  value: string | string[] | undefined,
  isCursor: (text: string) => boolean,
): { cursor: string | null; ignored: string[] } {
  const { values, ignored } = sift("after", value, (text) => (isCursor(text) ? text : null));
  return { cursor: values[0] ?? null, ignored };
}

function parseSection(text: string): Section | undefined {
  const wanted = text.toLowerCase() === "replace-cross" ? "replace" : text.toLowerCase();
  return SECTIONS.find((section) => section === wanted);
}

function sift<T>(
  name: string,
  raw: string | string[] | undefined,
  parse: (text: string) => T | null | undefined,
): { values: T[]; ignored: string[] } {
  const found = new Set<T>();
  const ignored = new Set<string>();
  for (const text of Values.parse(raw)) {
    const value = parse(text);
    if (value === null || value === undefined) ignored.add(`${name}=${shorten(text)}`);
    else found.add(value);
  }
  return { values: [...found], ignored: [...ignored].slice(0, 5) };
}

function shorten(text: string): string {
  const shown = text.replace(/\p{C}/gu, "�");
  return shown.length > LONGEST_ECHO ? `${shown.slice(0, LONGEST_ECHO)}…` : shown;
}
