import { z } from "zod";
import { parseInstant } from "@/lib/arxiv/instant";
import { categoryName } from "@/lib/category";
import { foldText } from "@/lib/fold-text";
import { parseDay, YEARS } from "@/lib/paper";
import { parsePaperId } from "@/lib/paper-id";

/** Longest texts that are taken for what they say they are; arXiv's own abstract limit is 1,920. */
const LONGEST = { title: 3_000, abstract: 50_000, author: 1_000, fact: 20_000 };
const MOST_AUTHORS = 20_000;
/** All names of a paper together; PostgreSQL indexes texts of up to a megabyte. */
const LONGEST_AUTHORS = 200_000;

/** An arXiv identifier without version. */
export const PaperIdField = z.string().transform((text, context) => {
  const reference = parsePaperId(text);
  if (reference) return reference.id;
  context.addIssue({ code: "custom", message: `"${text.slice(0, 40)}" is no arXiv identifier` });
  return z.NEVER;
});

const line = (longest: number) => z.string().max(longest).transform(foldText);

export const TitleField = line(LONGEST.title).refine((text) => text !== "", "is empty");
export const AbstractField = line(LONGEST.abstract);
export const AuthorsField = z
  .array(line(LONGEST.author))
  .max(MOST_AUTHORS)
  .refine((names) => names.join("").length <= LONGEST_AUTHORS, "are too long together")
  .transform((names) => names.filter(Boolean));

/** A fact that may be missing, null or empty. */
export const FactField = line(LONGEST.fact)
  .nullish()
  .transform((text) => text || null);

/** arXiv's codes begin with a small letter; old answers carry MSC and ACM classes beside them. */
const CATEGORY_CODE = /^[a-z-]{2,20}(?:\.[A-Za-z-]{2,20})?$/;

/** What has the form of a category in a list of codes, each once: one that is new to us counts too. */
export function pickCategories(codes: readonly string[]): string[] {
  return [...new Set(codes)].filter((code) => CATEGORY_CODE.test(code));
}

/** A category that arXiv has or had. */
export const CategoryField = z
  .string()
  .transform((text) => text.trim())
  .refine((code) => categoryName(code) !== null, "is no arXiv category");

/**
 * An instant in ISO form or as in mail (RFC 5322), or a date, which means its midnight in UTC; null
 * where missing or none of these. A time without a zone is none of these.
 */
export const InstantField = z
  .string()
  .nullish()
  .transform((text) => {
    if (!text) return null;
    const isDate = /^\d{4}-\d{2}-\d{2}/.test(text);
    if (isDate && !parseDay(text.slice(0, 10))) return null; // Date would read 30 February as 2 March
    const date = parseInstant(isDate && text.length === 10 ? `${text}T00:00:00Z` : text);
    const year = date?.getUTCFullYear() ?? 0;
    return year >= YEARS.first && year <= YEARS.last ? date : null;
  });

/** A date, or the date that an instant begins with; null where missing or none. */
export const DayField = z
  .string()
  .nullish()
  .transform((text) => (text ? parseDay(text.slice(0, 10)) : null));
