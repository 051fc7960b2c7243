import { parsePaperId } from "@/lib/paper-id";

/** What an address asks for: its text, and the canonical identifier in it, null where there is none. */
export type PaperPath = { asked: string; id: string | null };

/** Identifiers of sample papers that have none of arXiv's. */
const SAMPLE = /^sample-\d{2}$/i;

/** Reads the decoded path after `/papers/`; an identifier of the old scheme is two segments. */
export function parsePaperPath(segments: readonly string[]): PaperPath {
  const asked = segments.join("/");
  const id = SAMPLE.test(asked) ? asked.toLowerCase() : (parsePaperId(asked)?.id ?? null);
  return { asked, id };
}
