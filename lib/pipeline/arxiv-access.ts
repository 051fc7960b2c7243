import type pg from "pg";
import { type ArxivContext, userAgentFor } from "@/lib/arxiv/http";
import type { Env } from "@/lib/env";
import { createGate } from "@/lib/store/gate";
import packageJson from "@/package.json" with { type: "json" };

/** Everything a request to arXiv needs: the gate, who we are, and where to ask. */
export type ArxivAccess = ArxivContext & {
  oaiUrl: string;
  listUrl: string;
  rssUrl: string;
  apiUrl: string;
};

/** Tries at one request before the run gives it up; the worker comes back later anyway. */
const ATTEMPTS = 3;

/** How this installation asks arXiv: through the gate in its database, with its contact. */
export function openArxiv(
  pool: pg.Pool,
  settings: Env,
  options: {
    signal?: AbortSignal | undefined;
    onRequest?: ((line: string) => void) | undefined;
    /** Whether every other process goes first. */
    isBackground?: boolean;
  } = {},
): ArxivAccess {
  const { CONTACT_EMAIL: contact } = settings;
  return {
    gate: createGate(pool, { intervalMs: settings.ARXIV_INTERVAL_MS }),
    userAgent: userAgentFor({ version: packageJson.version, ...(contact ? { contact } : {}) }),
    oaiUrl: settings.ARXIV_OAI_URL,
    listUrl: settings.ARXIV_LIST_URL,
    rssUrl: settings.ARXIV_RSS_URL,
    apiUrl: settings.ARXIV_API_URL,
    attempts: ATTEMPTS,
    ...options,
  };
}
