import type pg from "pg";
import type { Announcement } from "@/lib/paper";

const RECORDS = `jsonb_to_recordset($1::jsonb) AS record(paper_id text, category text, day date,
  type announcement_type, source announcement_source)`;

// The listing is what arXiv announces, the feed is made from the same and may be stale; an import's
// word may be second-hand.
const INSERT_KNOWN = `
  INSERT INTO announcement (paper_id, category, day, type, source, is_estimated)
  SELECT paper_id, category, day, type, source, false FROM ${RECORDS}
  ON CONFLICT (paper_id, category, day) DO UPDATE
     SET type = excluded.type, source = excluded.source, is_estimated = false
   WHERE announcement.is_estimated
      OR (excluded.source = 'listing'
          OR excluded.source = 'rss' AND announcement.source <> 'listing')
         AND (announcement.type, announcement.source) IS DISTINCT FROM (excluded.type, excluded.source)
  RETURNING paper_id`;

// A known day of a first listing makes the guess of another day void.
const DELETE_VOID = `
  DELETE FROM announcement USING ${RECORDS}
   WHERE announcement.is_estimated AND record.type IN ('new', 'cross')
     AND announcement.paper_id = record.paper_id AND announcement.category = record.category
  RETURNING announcement.paper_id`;

const INSERT_ESTIMATED = `
  INSERT INTO announcement (paper_id, category, day, type, source, is_estimated)
  SELECT paper_id, category, day, type, source, true FROM ${RECORDS}
   WHERE NOT EXISTS (SELECT FROM announcement known
                      WHERE known.paper_id = record.paper_id AND known.category = record.category
                        AND known.type IN ('new', 'cross'))
  ON CONFLICT DO NOTHING RETURNING paper_id`;

const REFRESH_FIRST_DAY = `
  UPDATE paper SET announced_on = first.day
    FROM (SELECT touched.paper_id, coalesce(min(day) FILTER (WHERE type = 'new'),
                                            min(day) FILTER (WHERE type = 'cross')) AS day
            FROM unnest($1::text[]) AS touched(paper_id)
            LEFT JOIN announcement USING (paper_id) GROUP BY touched.paper_id) AS first
   WHERE paper.id = first.paper_id AND paper.announced_on IS DISTINCT FROM first.day`;

const REFRESH_TOPICS = `
  UPDATE paper_topic SET announced_on = paper.announced_on
    FROM paper
   WHERE paper.id = ANY($1) AND paper_topic.paper_id = paper.id
     AND paper_topic.announced_on IS DISTINCT FROM paper.announced_on`;

/**
 * Writes announcements inside the caller's transaction. A known one replaces an estimate of the
 * same paper and category; an estimate never stands beside a known one. Writing again changes nothing.
 * @param added papers that the same transaction has just added: they had no announcement before,
 *   and their row already has the right first day.
 */
export async function writeAnnouncements(
  client: pg.PoolClient,
  announcements: readonly Announcement[],
  added: ReadonlySet<string>,
): Promise<void> {
  const rows = [...announcements]
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .filter((row, index, all) => index === 0 || keyOf(row) !== keyOf(all[index - 1] ?? row));
  const known = rows.filter((row) => !row.isEstimated);
  const estimated = rows.filter((row) => row.isEstimated);
  const touched = new Set([
    ...(await run(client, INSERT_KNOWN, known)),
    ...(await run(
      client,
      DELETE_VOID,
      known.filter(({ paperId }) => !added.has(paperId)),
    )),
    ...(await run(client, INSERT_ESTIMATED, estimated)),
  ]);
  for (const id of added) touched.delete(id);
  await refreshFirstDays(client, [...touched]);
}

/**
 * Sets the first day of papers whose announcements changed, and its copies in their topics, inside
 * the caller's transaction. In this order: whoever tags one of them holds its row until the tags
 * are in, and they are then seen.
 */
export async function refreshFirstDays(
  client: pg.PoolClient,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const { rowCount } = await client.query(REFRESH_FIRST_DAY, [ids]);
  if (rowCount) await client.query(REFRESH_TOPICS, [ids]);
}

function keyOf({ paperId, category, day }: Announcement): string {
  return `${paperId} ${category} ${day}`;
}

async function run(client: pg.PoolClient, sql: string, announcements: readonly Announcement[]) {
  if (announcements.length === 0) return [];
  const rows = announcements.map(({ paperId, category, day, type, source }) => ({
    paper_id: paperId,
    category,
    day,
    type,
    source,
  }));
  const result = await client.query<{ paper_id: string }>(sql, [JSON.stringify(rows)]);
  return result.rows.map((row) => row.paper_id);
}
