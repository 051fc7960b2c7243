import { FAULTS, type FaultName } from "./fault-names.ts";
import { createRandom } from "./random.ts";

export type Fault = {
  name: FaultName;
  /** Strikes only where the address' path starts like this, for instance `/rss/cs.LG` or `/api`. */
  path?: string;
  /** Strikes only where this category is asked for, in a feed's path or as `cat:` in a query. */
  category?: string;
  /** How many matching requests it strikes; 1 where absent. */
  times?: number | "always";
  /** Of striking a matching request, from 0 to 1; drawn from a generator seeded with `seed`. */
  probability?: number;
  seed?: number;
  /** Seconds, for the faults that send Retry-After. */
  retryAfter?: number;
  location?: string;
  megabytes?: number;
  dripMilliseconds?: number;
};

export type FaultSwitchboard = {
  /** Adds a fault behind those already on; the first that matches a request strikes it. */
  add(fault: Fault): void;
  clear(): void;
  /** The faults that may still strike. */
  pending(): Fault[];
  /** The fault that strikes a request, used up by it. */
  strike(request: { pathname: string; parameters: URLSearchParams }): Fault | null;
};

type Armed = { fault: Fault; left: number; random: () => number };

export function createFaultSwitchboard(): FaultSwitchboard {
  let armed: Armed[] = [];
  return {
    add(fault) {
      const left = fault.times === "always" ? Number.POSITIVE_INFINITY : (fault.times ?? 1);
      armed.push({ fault, left, random: createRandom(fault.seed ?? 1) });
    },
    clear() {
      armed = [];
    },
    pending: () => armed.map(({ fault }) => fault),
    strike(request) {
      const struck = armed.find(
        ({ fault, random }) => matches(fault, request) && random() < (fault.probability ?? 1),
      );
      if (!struck) return null;
      struck.left -= 1;
      armed = armed.filter(({ left }) => left > 0);
      return struck.fault;
    },
  };
}

function matches(
  fault: Fault,
  { pathname, parameters }: { pathname: string; parameters: URLSearchParams },
): boolean {
  const surface = pathname.startsWith("/api/") ? "api" : "feed";
  const [strikes] = FAULTS[fault.name];
  if (strikes !== "any" && strikes !== surface) return false;
  const isLaterPage = Number(parameters.get("start") ?? 0) > 0;
  if (fault.name === "empty-first-page" && isLaterPage) return false;
  // What was redirected once must arrive.
  if (fault.name === "redirect" && pathname.startsWith("/moved/")) return false;
  if (fault.path && !pathname.startsWith(fault.path)) return false;
  return !fault.category || listAsked(pathname, parameters).includes(fault.category.toLowerCase());
}

function listAsked(pathname: string, parameters: URLSearchParams): string[] {
  const named = (parameters.get("search_query") ?? "").matchAll(/cat:([\w.*-]+)/g);
  const inPath = /^\/(?:rss|atom)\/(.*)$/.exec(decodeURI(pathname))?.[1]?.split("+") ?? [];
  return [...inPath, ...[...named].map((match) => match[1] ?? "")].map((name) =>
    name.toLowerCase(),
  );
}
