import type { Answer, Question } from "./answer.ts";
import { renderApiError, renderApiPage } from "./api-feed.ts";
import type { Archive } from "./archive.ts";
import { type PaperView, viewPaper } from "./papers.ts";
import { parseSearchQuery, SearchQueryError } from "./search-query.ts";

/** What a fault may change in the API's answer. */
export type ApiDistortion = "unsorted" | "phantom-total" | "empty" | null;

/** Limits of the service's source (arxiv-search: MAXIMUM_size, MAX_RESULTS). */
const MAX_PAGE = 2000;
const MAX_REACH = 10_000;
const DEFAULT_PAGE = 10;
const ID = /^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?$/;
const SORTS = ["relevance", "lastUpdatedDate", "submittedDate"];

class Refusal extends Error {}

/** Answers `/api/query`: a page of entries, or an error entry with status 400. */
export function answerApi(
  question: Question,
  { archive, now, distortion }: { archive: Archive; now: Date; distortion: ApiDistortion },
): Answer {
  const headers = { "content-type": "application/atom+xml; charset=utf-8" };
  try {
    const body = renderApiPage(search(question.parameters, { archive, now, distortion }));
    return { status: 200, headers, body };
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof SearchQueryError)) throw error;
    return { status: 400, headers, body: renderApiError({ message: error.message, now }) };
  }
}

function search(
  parameters: URLSearchParams,
  { archive, now, distortion }: { archive: Archive; now: Date; distortion: ApiDistortion },
) {
  const asked = readParameters(parameters);
  const found = asked.ids
    ? findByIds(archive, asked.ids, now)
    : [...archive.papers.values()].flatMap((paper) => viewPaper(paper, { now }) ?? []);
  const matching = asked.query ? found.filter(asked.query.matches) : found;
  if (distortion !== "unsorted") sortPapers(matching, asked);
  const isNothing = distortion === "empty" || distortion === "phantom-total";
  return {
    searchQuery: asked.query?.text ?? "",
    idList: asked.ids ?? [],
    start: asked.start,
    maxResults: asked.maxResults,
    total: distortion === "phantom-total" ? 1 : isNothing ? 0 : matching.length,
    entries: isNothing ? [] : matching.slice(asked.start, asked.start + asked.maxResults),
    now,
  };
}

function readParameters(parameters: URLSearchParams) {
  const idList = parameters.get("id_list") ?? "";
  const ids = idList === "" ? null : idList.split(",").map((id) => id.trim());
  for (const id of ids ?? []) if (!ID.test(id)) throw new Refusal(`incorrect id format for ${id}`);
  const maxResults = readCount(parameters, "max_results", DEFAULT_PAGE);
  const start = readCount(parameters, "start", 0);
  if (maxResults > MAX_PAGE) throw new Refusal(`max_results must not exceed ${MAX_PAGE}`);
  if (start + maxResults > MAX_REACH) {
    throw new Refusal(`start and max_results must not reach beyond ${MAX_REACH}`);
  }
  const sortBy = readChoice(parameters, "sortBy", SORTS);
  const sortOrder = readChoice(parameters, "sortOrder", ["descending", "ascending"]);
  const text = (parameters.get("search_query") ?? "").trim();
  if (!ids && text === "") throw new Refusal("search_query or id_list must be specified");
  return { ids, maxResults, start, sortBy, sortOrder, query: text ? parseSearchQuery(text) : null };
}

function readCount(parameters: URLSearchParams, name: string, otherwise: number): number {
  const text = parameters.get(name) ?? String(otherwise);
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw new Refusal(`${name} must be an integer`);
  if (Number(text) < 0) throw new Refusal(`${name} must be non-negative`);
  return Number(text);
}

function readChoice(parameters: URLSearchParams, name: string, choices: readonly string[]): string {
  const choice = parameters.get(name) ?? choices[0] ?? "";
  if (!choices.includes(choice)) throw new Refusal(`${name} must be in: ${choices.join(", ")}`);
  return choice;
}

/** The papers asked for, each once, in the index' own order: the asked order is not kept. */
function findByIds(archive: Archive, ids: readonly string[], now: Date): PaperView[] {
  const found = new Map<string, PaperView>();
  for (const asked of ids) {
    const [, id = "", version] = /^(.*?)(?:v(\d+))?$/.exec(asked) ?? [];
    // Old citations carry a subject class: math.GT/0309136 is math/0309136.
    const canonical = id.replace(/\.[A-Z]{2}\//, "/");
    const view = archive.view(canonical, { now, version: version ? Number(version) : null });
    if (view) found.set(`${view.id}v${view.version}`, view);
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** By the first submission or by the shown version's; relevance is the index' own order. */
function sortPapers(papers: PaperView[], { sortBy, sortOrder }: Record<string, unknown>): void {
  if (sortBy === "relevance") return;
  const direction = sortOrder === "ascending" ? 1 : -1;
  const dateOf = (paper: PaperView) =>
    (sortBy === "submittedDate" ? paper.firstSubmittedAt : paper.submittedAt).getTime();
  papers.sort((a, b) => direction * (dateOf(a) - dateOf(b) || (a.id < b.id ? -1 : 1)));
}
