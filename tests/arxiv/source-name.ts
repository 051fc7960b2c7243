/** The four services of arXiv that are simulated, each under its own path. */
export const SOURCE_NAMES = ["api", "rss", "oai", "list"] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

/** The service that a path belongs to, also behind a redirect; null for none. */
export function sourceOf(pathname: string): SourceName | null {
  const path = withoutRedirect(pathname);
  if (path === "/api/query") return "api";
  if (path.startsWith("/rss/") || path.startsWith("/atom/")) return "rss";
  if (path === "/oai") return "oai";
  return path.startsWith("/list/") ? "list" : null;
}

/** The path that was first asked for: a redirect leads to the same one under /moved. */
export function withoutRedirect(pathname: string): string {
  return pathname.replace(/^\/moved(?=\/)/, "");
}
