import { z } from "zod";
import { categoryName } from "@/lib/category";
import { foldText } from "@/lib/fold-text";
import { parsePaperId } from "@/lib/paper-id";

/** Longest texts that are taken for what they say they are; arXiv's own abstract limit is 1,920. */
const LONGEST = { title: 3_000, abstract: 50_000, author: 1_000, fact: 20_000 };
const MOST_AUTHORS = 20_000;

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
  .transform((names) => names.filter(Boolean));

/** A fact that may be missing, null or empty. */
export const FactField = line(LONGEST.fact)
  .nullish()
  .transform((text) => text || null);

/** A category that arXiv has or had. */
export const CategoryField = z
  .string()
  .transform((text) => text.trim())
  .refine((code) => categoryName(code) !== null, "is no arXiv category");

/** An instant in ISO form or as in mail (RFC 5322); null where missing or no instant. */
export const InstantField = z
  .string()
  .nullish()
  .transform((text) => {
    const date = text
      ? new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text)
      : null;
    return date && !Number.isNaN(date.getTime()) ? date : null;
  });
