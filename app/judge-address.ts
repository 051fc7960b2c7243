import { parseDay } from "@/lib/paper";
import { hasEdition, hasPaper, ping } from "@/lib/read/presence";
import { findTopic } from "@/lib/topics/catalogue";
import { isOutage } from "./outage";
import { parsePaperPath } from "./paper-path";

/** The status of the page at a path, as the path and the stored data decide it. */
export async function judgeAddress(path: string): Promise<200 | 404 | 503 | "malformed"> {
  const segments = decodePath(path);
  if (segments === null) return "malformed";
  try {
    return (await isThere(segments)) ? 200 : 404;
  } catch (error) {
    if (isOutage(error)) return 503;
    throw error;
  }
}

async function isThere([kind, ...rest]: string[]): Promise<boolean> {
  const [first = ""] = rest;
  if (kind === "papers") {
    const { id } = parsePaperPath(rest);
    return id !== null && (await hasPaper(id));
  }
  if (kind === "date") {
    const day = parseDay(first);
    return day !== null && rest.length === 1 && (await hasEdition(day));
  }
  await ping();
  return kind !== "topics" || rest.length === 0 || findTopic(first.toLowerCase()) !== null;
}

function decodePath(path: string): string[] | null {
  try {
    return path.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    return null;
  }
}
