import type { HarvestSource } from "@/lib/ledger";

/** arXiv's interfaces as readers see them named. */
export const SOURCE_NAMES: Record<HarvestSource, string> = {
  listing: "Listing page",
  rss: "Feed",
  oai: "Records (OAI-PMH)",
  api: "Query API",
};
