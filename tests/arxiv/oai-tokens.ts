/** Resumption tokens in arXiv's two recorded forms. */
import { addDays, type Day } from "@/lib/paper";

/**
 * `quoted`, of today's server: the arguments and `skip=N` as a query that is percent-encoded once
 * more, so that it goes into an address as it is. `numbered`, of the old one: `1403493|1001`.
 */
export type TokenForm = "quoted" | "numbered";

/** Where a list goes on: the arguments of its next page, and how many records of it were given. */
export type Continuation = { parameters: Record<string, string>; skip: number };

/** Where a page begins in the whole list, how many records it holds, and how many the list does. */
export type Progress = { position: number; size: number; total: number };

export type TokenDesk = {
  /** The element that ends a page; `next` is null on the last page of a list that had several. */
  render(next: Continuation | null, progress: Progress, now: Date): string;
  /** What a token that came back says, once decoded; null where it is none, or of yesterday. */
  read(token: string, now: Date): (Continuation & { position: number }) | null;
};

type Issued = Continuation & { position: number; expiresAt: number };

export function createTokenDesk(form: TokenForm): TokenDesk {
  const issued = new Map<string, Issued>();
  let lastNumber = 1_403_492;

  function issue(next: Continuation, progress: Progress, now: Date): { text: string; until: Date } {
    const until = midnightAfter(now);
    const query = new URLSearchParams({ ...next.parameters, skip: String(next.skip) }).toString();
    const position = progress.position + progress.size;
    const text = form === "quoted" ? encodeURIComponent(query) : `${++lastNumber}|${position + 1}`;
    const decoded = form === "quoted" ? query : text;
    issued.set(decoded, { ...next, position, expiresAt: until.getTime() });
    return { text, until };
  }

  return {
    render(next, progress, now) {
      if (form === "numbered") {
        const counted = `cursor="${progress.position}" completeListSize="${progress.total}"`;
        if (!next) return `<resumptionToken ${counted}/>`;
        const { text } = issue(next, progress, now);
        return `<resumptionToken ${counted}>${text}</resumptionToken>`;
      }
      if (!next) return "<resumptionToken/>";
      const { text, until } = issue(next, progress, now);
      const date = `${until.toISOString().slice(0, 19)}Z`;
      return `<resumptionToken expirationDate='${date}'>${text}</resumptionToken>`;
    },
    read(token, now) {
      const known = issued.get(token);
      if (known) return known.expiresAt > now.getTime() ? known : null;
      return form === "quoted" ? readForeign(token) : null;
    },
  };
}

/** The quoted form says all that is needed, so one given out before a restart works too. */
function readForeign(token: string): (Continuation & { position: number }) | null {
  if (!/^verb=List(Records|Identifiers)&.*\bskip=\d+$/.test(token)) return null;
  const { skip = "0", ...parameters } = Object.fromEntries(new URLSearchParams(token));
  return { parameters, skip: Number(skip), position: 0 };
}

/** Tokens are good until midnight UTC. */
function midnightAfter(now: Date): Date {
  return new Date(`${addDays(now.toISOString().slice(0, 10) as Day, 1)}T00:00:00Z`);
}
