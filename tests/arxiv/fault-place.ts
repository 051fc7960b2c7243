/** Which requests a fault strikes. */
import { FAULTS, type FaultName } from "./fault-names.ts";
import { type SourceName, sourceOf } from "./source-name.ts";

export type FaultPlace = {
  /** Strikes only this service. */
  source?: SourceName;
  /** Strikes only where the address' path starts like this, for instance `/rss/cs.LG` or `/api`. */
  path?: string;
  /** Strikes only where this category is asked for: in a path, as `cat:` in a query, as a set. */
  category?: string;
};

/** A request as a fault sees it. */
export type Struck = { pathname: string; parameters: URLSearchParams };

export function matchesPlace({ source, path, category }: FaultPlace, request: Struck): boolean {
  if (source && sourceOf(request.pathname) !== source) return false;
  if (path && !request.pathname.startsWith(path)) return false;
  return !category || listAsked(request).includes(category.toLowerCase());
}

/** Those of the faults that mean something for a request. */
export function listApplicable(names: readonly FaultName[], request: Struck): FaultName[] {
  const source = sourceOf(request.pathname);
  return names.filter((name) => {
    const { strikes } = FAULTS[name];
    if (strikes !== "any" && !(source && strikes.includes(source))) return false;
    switch (name) {
      case "empty-first-page":
        return !isLaterPage(request);
      case "token-expired":
      case "records-moved":
        return request.parameters.has("resumptionToken");
      case "no-records":
        return /^List(Records|Identifiers)$/.test(request.parameters.get("verb") ?? "");
      case "redirect":
        // What was redirected once must arrive.
        return !request.pathname.startsWith("/moved/");
      default:
        return true;
    }
  });
}

function isLaterPage({ parameters }: Struck): boolean {
  const skipped = Number(parameters.get("start") ?? 0) + Number(parameters.get("skip") ?? 0);
  return skipped > 0 || parameters.has("resumptionToken");
}

function listAsked({ pathname, parameters }: Struck): string[] {
  const named = (parameters.get("search_query") ?? "").matchAll(/cat:([\w.*-]+)/g);
  const path = /^(?:\/moved)?\/(?:rss|atom|list)\/([^/]*)/.exec(decodeURI(pathname))?.[1];
  const set = (parameters.get("set") ?? "").split(":").slice(-2);
  // In cs:cs:LG the archive repeats the group; physics:hep-th and cs are categories by their end.
  const sets = [set.join("."), set.at(-1) ?? ""].filter(Boolean);
  return [...(path?.split("+") ?? []), ...[...named].map((match) => match[1] ?? ""), ...sets].map(
    (name) => name.toLowerCase(),
  );
}
