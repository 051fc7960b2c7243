import type pg from "pg";
import { inTransaction } from "@/lib/db/transaction";
import type { Announcement, Day, Paper } from "@/lib/paper";
import { writeAnnouncements } from "@/lib/store/announcements";
import { FILL_GAPS, INSERT_NEW, INSERT_VERSIONS, OVERWRITE } from "@/lib/store/paper-sql";

/** Papers and announcements from one source, to be stored together. */
export type Batch = { papers: readonly Paper[]; announcements: readonly Announcement[] };

/** What a batch changed, in papers. `revised`: a newer version, or more or other facts. */
export type Stored = { added: number; revised: number; unchanged: number };

/**
 * Stores a batch in one transaction: all of it or nothing. Storing it again changes nothing.
 *
 * A record overwrites the stored one where it is a newer version, where the stored one is a sample
 * or less complete, or where it is the query API's word on the same version. A record of the same
 * version from elsewhere only fills gaps; an older one changes no text. Announcements must be of
 * papers in the batch or in the database.
 * @param batch hundreds to a few thousand papers; of a repeated id the newest record counts.
 */
export async function storePapers(pool: pg.Pool, batch: Batch): Promise<Stored> {
  const papers = pickNewest(batch.papers);
  return inTransaction(pool, async (client) => {
    await lockPapers(client, batch);
    const rows = toRows(papers, firstDays(batch.announcements));
    const added = await run(client, INSERT_NEW, rows);
    const known = rows.filter((row) => !added.has(row.id));
    const revised = new Set([
      ...(await run(client, OVERWRITE, known)),
      ...(await run(client, FILL_GAPS, known)),
    ]);
    await run(client, INSERT_VERSIONS, toVersionRows(batch.papers));
    await writeAnnouncements(client, batch.announcements, added);
    if (revised.size > 0) {
      // Their words may have changed, so their topics are to be found anew.
      await client.query("DELETE FROM tagging WHERE paper_id = ANY($1)", [[...revised]]);
    }
    const unchanged = papers.length - added.size - revised.size;
    return { added: added.size, revised: revised.size, unchanged };
  });
}

/**
 * Papers known from a feed only, newest first; the query API has the rest of their record.
 * `isRecent`: first seen within three days, so that arXiv's index may still be behind.
 */
export async function listIncomplete(
  pool: pg.Pool,
  limit: number,
): Promise<{ id: string; isRecent: boolean }[]> {
  const { rows } = await pool.query<{ id: string; isRecent: boolean }>(
    `SELECT id, first_seen_at > now() - interval '3 days' AS "isRecent"
       FROM paper WHERE NOT is_complete AND source = 'rss' ORDER BY id DESC LIMIT $1`,
    [limit],
  );
  return rows;
}

/** Every writer takes its papers in the same order first, so that two never wait for each other. */
async function lockPapers(client: pg.PoolClient, { papers, announcements }: Batch): Promise<void> {
  const ids = [...papers.map(({ id }) => id), ...announcements.map(({ paperId }) => paperId)];
  await client.query("SELECT FROM paper WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE", [
    [...new Set(ids)],
  ]);
}

/** The best record of each id, in order of id so that concurrent writers never wait in a circle. */
function pickNewest(papers: readonly Paper[]): Paper[] {
  const best = new Map<string, Paper>();
  for (const paper of papers) {
    const known = best.get(paper.id);
    const isBetter =
      !known ||
      paper.version > known.version ||
      (paper.version === known.version && paper.isComplete && !known.isComplete);
    if (isBetter) best.set(paper.id, paper);
  }
  return [...best.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** First day of each paper as new, else as cross-list, so that a fresh row is right at once. */
function firstDays(announcements: readonly Announcement[]): Map<string, Day> {
  const days = { new: new Map<string, Day>(), cross: new Map<string, Day>() };
  for (const { paperId, day, type } of announcements) {
    if (type !== "new" && type !== "cross") continue;
    const known = days[type].get(paperId);
    if (!known || day < known) days[type].set(paperId, day);
  }
  return new Map([...days.cross, ...days.new]);
}

function toRows(papers: readonly Paper[], days: ReadonlyMap<string, Day>) {
  return papers.map((paper) => ({
    id: paper.id,
    version: paper.version,
    title: paper.title,
    abstract: paper.abstract,
    authors: paper.authors,
    categories: paper.categories,
    primary_category: paper.categories[0] ?? "",
    source: paper.source,
    comment: paper.comment,
    journal_ref: paper.journalRef,
    doi: paper.doi,
    report_no: paper.reportNo,
    license: paper.license,
    submitter: paper.submitter,
    is_complete: paper.isComplete,
    announced_on: days.get(paper.id) ?? null,
  }));
}

function toVersionRows(papers: readonly Paper[]) {
  const rows = new Map<string, { paper_id: string; number: number; submitted_at: Date | null }>();
  for (const { id, versions } of papers) {
    for (const { number, submittedAt } of versions) {
      const key = `${id}v${number}`;
      if (submittedAt || !rows.has(key)) {
        rows.set(key, { paper_id: id, number, submitted_at: submittedAt });
      }
    }
  }
  return [...rows.values()].sort((a, b) => (a.paper_id < b.paper_id ? -1 : 1));
}

/** Sends `rows` as one parameter; returns the ids that the statement touched. */
async function run(client: pg.PoolClient, sql: string, rows: readonly object[]) {
  if (rows.length === 0) return new Set<string>();
  const result = await client.query<{ id: string }>(sql, [JSON.stringify(rows)]);
  return new Set(result.rows.map((row) => row.id));
}
