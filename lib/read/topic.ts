import { type Day, parseDay } from "@/lib/paper";
import { cutPage, type Page } from "@/lib/read/page";
import { type Listing, type PaperCard, readCards } from "@/lib/read/paper-card";
import { selectRows } from "@/lib/read/rows";

/**
 * Papers of a topic, the newest announcement first, those without a known day last. A sample paper
 * is listed only while nothing else is stored.
 */
export async function listTopic({
  slug,
  after,
  limit,
}: {
  slug: string;
  after: string | null;
  limit: number;
}): Promise<Page<PaperCard>> {
  const cursor = (after === null ? null : parseTopicCursor(after)) ?? START;
  const listings = cursor.day === null ? [] : await readDated(slug, cursor, limit + 1);
  const missing = limit + 1 - listings.length;
  if (missing > 0) {
    const from = cursor.day === null ? cursor.id : "";
    listings.push(...(await readUndated(slug, from, missing)));
  }
  const page = cutPage(listings, { limit, cursorOf });
  return { items: await readCards(page.items), next: page.next };
}

/** Whether a text is a cursor of a topic's list. */
export function isTopicCursor(text: string): boolean {
  return parseTopicCursor(text) !== null;
}

type Cursor = { day: Day | "infinity" | null; id: string };

const START: Cursor = { day: "infinity", id: "" };
const CURSOR = /^(\d{4}-\d{2}-\d{2}|undated):([a-z0-9./-]{4,40})$/;

function parseTopicCursor(text: string): Cursor | null {
  const [, when = "", id = ""] = CURSOR.exec(text) ?? [];
  if (when === "undated") return { day: null, id };
  const day = parseDay(when);
  return day ? { day, id } : null;
}

function readDated(slug: string, after: Cursor, limit: number): Promise<Listing[]> {
  return selectRows<Listing>(
    `SELECT found.id, found.day::text AS day, listed.type,
            coalesce(listed.estimated, false) AS "isEstimated"
       FROM (SELECT paper_id AS id, announced_on AS day
               FROM paper_topic
              WHERE slug = $1 AND (announced_on, paper_id) < ($2::date, $3)
              ORDER BY announced_on DESC, paper_id DESC LIMIT $4) found
       LEFT JOIN LATERAL (
            SELECT coalesce(min(a.type) FILTER (WHERE NOT a.is_estimated), min(a.type)) AS type,
                   bool_and(a.is_estimated) AS estimated
              FROM announcement a WHERE a.paper_id = found.id AND a.day = found.day) listed ON true
      ORDER BY found.day DESC, found.id DESC`,
    [slug, after.day, after.id, limit],
  );
}

/**
 * By ascending identifier, so that the beginning needs no greatest identifier. The order names the
 * day, which is always null here, because the index has it before the identifier.
 */
function readUndated(slug: string, after: string, limit: number): Promise<Listing[]> {
  return selectRows<Listing>(
    `SELECT p.id, NULL AS day, NULL AS type, false AS "isEstimated"
       FROM paper_topic t JOIN paper p ON p.id = t.paper_id
      WHERE t.slug = $1 AND t.announced_on IS NULL AND t.paper_id > $2
        AND (p.source <> 'sample' OR NOT EXISTS (SELECT 1 FROM paper WHERE source <> 'sample'))
      ORDER BY t.announced_on, t.paper_id LIMIT $3`,
    [slug, after, limit],
  );
}

function cursorOf({ day, id }: Listing): string {
  return `${day ?? "undated"}:${id}`;
}
