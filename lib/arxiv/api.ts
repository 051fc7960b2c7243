import { z } from "zod";
import { readApiEntry, refuseErrorEntry } from "@/lib/arxiv/api-entry";
import { type ArxivContext, fetchArxiv } from "@/lib/arxiv/http";
import type { ArxivAnswer } from "@/lib/arxiv/outcome";
import type { Skipped } from "@/lib/arxiv/skipped";
import { parseXml, XmlText } from "@/lib/arxiv/xml";
import { aliasesOf } from "@/lib/category";
import { AppError } from "@/lib/errors";
import type { Paper } from "@/lib/paper";
import { parsePaperId } from "@/lib/paper-id";

export type ApiContext = ArxivContext & { apiUrl: string };

/** Papers submitted from `from` to `to` in any of the categories, `count` of them after `start`. */
export type PaperQuery = {
  categories: readonly string[];
  from: Date;
  to: Date;
  start: number;
  count: number;
};

/** `missing`: how many more `total` promises for this page than it holds. */
export type PaperPage = { total: number; papers: Paper[]; skipped: Skipped[]; missing: number };

/** `unknown`: identifiers that arXiv does not have, or not yet. */
export type PapersById = { papers: Paper[]; skipped: Skipped[]; unknown: string[] };

/** Limits of https://info.arxiv.org/help/api/user-manual.html and of the service's source. */
const MAX_PAGE = 2000;
const MAX_REACH = 10_000;
const MAX_IDS = 100;
/** Isolating one refused identifier of a hundred takes 14 requests; beyond this it is not the list. */
const MAX_REQUESTS_PER_LIST = 50;

const Feed = z.object({
  feed: z.object({
    totalResults: XmlText.pipe(z.string().regex(/^\d{1,9}$/)).transform(Number),
    entry: z.array(z.unknown()).default([]),
  }),
});

/**
 * One page of the papers submitted in a window, oldest first; the first versions' times count. Both
 * ends of the window are widened to whole minutes. Alias categories are asked for too.
 * Throws what `fetchArxiv` throws; `arxiv_empty` where a first page, or one that the total promises,
 * stays empty: arXiv sends such pages by mistake, so only the caller can tell what it means.
 */
export async function queryPapers(query: PaperQuery, context: ApiContext): Promise<PaperPage> {
  const { start, count } = query;
  if (count < 1 || count > MAX_PAGE || start < 0 || start + count > MAX_REACH) {
    const limits = `${MAX_PAGE} papers a page, ${MAX_REACH} in all`;
    throw new AppError("bad_input", `The query API gives ${limits}; ask for a shorter window.`);
  }
  const url = addressOf(context.apiUrl, {
    search_query: searchFor(query),
    sortBy: "submittedDate",
    sortOrder: "ascending",
    start: String(start),
    max_results: String(count),
  });
  return fetchArxiv({ url }, context, (answer) => {
    const { total, entries } = readFeed(answer);
    if (entries.length === 0 && (start === 0 || total > start)) {
      throw new AppError("arxiv_empty", `a page without papers, of ${total} in all`);
    }
    const missing = Math.max(0, Math.min(count, total - start) - entries.length);
    return { total, ...readEntries(entries), missing };
  });
}

/**
 * Papers by identifier, in their current versions unless one is named, a hundred to a request. An
 * identifier that arXiv refuses is found by halving and named in `skipped`, the others are read.
 * Throws what `fetchArxiv` throws.
 */
export async function queryIds(ids: readonly string[], context: ApiContext): Promise<PapersById> {
  const found: PapersById = { papers: [], skipped: [], unknown: [] };
  const asked = [...new Set(ids)].filter((id) => {
    if (parsePaperId(id)) return true;
    found.skipped.push({ id, reason: "not an arXiv identifier" });
    return false;
  });
  for (let start = 0; start < asked.length; start += MAX_IDS) {
    await collectIds(asked.slice(start, start + MAX_IDS), context, found);
  }
  const seen = new Set([...found.papers, ...found.skipped].map(({ id }) => id));
  found.unknown = asked.filter((id) => !seen.has(id) && !seen.has(parsePaperId(id)?.id ?? id));
  return found;
}

/** Asks for the identifiers, and again for each half of a list that is refused. */
async function collectIds(ids: string[], context: ApiContext, found: PapersById): Promise<void> {
  const lists = [ids];
  for (let requests = 1; lists.length > 0; requests++) {
    const list = lists.shift() ?? [];
    const answer = await askForIds(list, context);
    if (!("refusal" in answer)) {
      found.papers.push(...answer.papers);
      found.skipped.push(...answer.skipped);
    } else if (list.length === 1) {
      found.skipped.push({ id: list[0] ?? "", reason: answer.refusal.message });
    } else {
      if (requests >= MAX_REQUESTS_PER_LIST) throw answer.refusal;
      const middle = Math.ceil(list.length / 2);
      lists.push(list.slice(0, middle), list.slice(middle));
    }
  }
}

/** An error entry is returned, not thrown: it may be the fault of one identifier only. */
async function askForIds(ids: string[], context: ApiContext) {
  const parameters = { id_list: ids.join(","), max_results: String(ids.length) };
  const url = addressOf(context.apiUrl, parameters);
  // Unknown identifiers give an empty page as arXiv's mistakes do: ask twice, then believe it.
  let isSecondTry = false;
  return fetchArxiv({ url }, context, (answer) => {
    try {
      const { entries } = readFeed(answer);
      if (entries.length > 0 || isSecondTry) return readEntries(entries);
    } catch (error) {
      if (error instanceof AppError && error.code === "arxiv_rejected") return { refusal: error };
      throw error;
    }
    isSecondTry = true;
    throw new AppError("arxiv_empty", "a page without papers");
  });
}

function readFeed(answer: ArxivAnswer): { total: number; entries: unknown[] } {
  const parsed = Feed.safeParse(parseXml(answer.body));
  if (!parsed.success) throw new AppError("arxiv_bad_answer", "XML that is no answer to a query");
  const { totalResults, entry } = parsed.data.feed;
  for (const value of entry) refuseErrorEntry(value);
  if (answer.status === 400) throw new AppError("arxiv_rejected", "arXiv refused the query");
  return { total: totalResults, entries: entry };
}

function readEntries(entries: unknown[]): { papers: Paper[]; skipped: Skipped[] } {
  const papers = new Map<string, Paper>();
  const skipped: Skipped[] = [];
  for (const entry of entries) {
    const read = readApiEntry(entry);
    if ("reason" in read) skipped.push(read);
    else if (papers.has(read.id)) skipped.push({ id: read.id, reason: "listed twice" });
    else papers.set(read.id, read);
  }
  return { papers: [...papers.values()], skipped };
}

/** `(cat:math.NA OR cat:cs.NA) AND submittedDate:[202608101800 TO 202608111800]` */
function searchFor({ categories, from, to }: PaperQuery): string {
  const codes = [...new Set(categories.flatMap(aliasesOf))];
  const anyCategory = codes.map((code) => `cat:${code}`).join(" OR ");
  const end = new Date(to.getTime() + 59_999);
  return `(${anyCategory}) AND submittedDate:[${toMinute(from)} TO ${toMinute(end)}]`;
}

/** `YYYYMMDDHHMM` in UTC, the seconds cut off. */
function toMinute(instant: Date): string {
  return instant.toISOString().slice(0, 16).replace(/\D/g, "");
}

function addressOf(apiUrl: string, parameters: Record<string, string>): string {
  const url = new URL(apiUrl);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
