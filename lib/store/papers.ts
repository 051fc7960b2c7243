import type pg from "pg";
import { inTransaction } from "@/lib/db/transaction";
import type { Announcement, Day, Paper } from "@/lib/paper";
import { searchVector } from "@/lib/query/search-vector";
import { writeAnnouncements } from "@/lib/store/announcements";
import { FILL_GAPS, INSERT_NEW, OVERWRITE } from "@/lib/store/paper-sql";
import { indexAmong } from "@/lib/store/search-vectors";
import { keepLate, keepSuperseded, writeVersionDates } from "@/lib/store/versions";

/** Papers and announcements from one source, to be stored together. */
export type Batch = { papers: readonly Paper[]; announcements: readonly Announcement[] };

/** What a batch changed, in papers. `revised`: a newer version, or more or other facts. */
export type Stored = { added: number; revised: number; unchanged: number };

/**
 * Stores a batch in one transaction: all of it or nothing. Storing it again changes nothing.
 *
 * A record overwrites the stored one where it is a newer version, where the stored one is a sample
 * or less complete, or where it is a stronger source's word on the same version: OAI-PMH before the
 * query API before all others. A record of the same version from elsewhere only fills gaps; an
 * older one changes no text of the paper. What a superseded version said is kept with that version.
 * Announcements must be of papers in the batch or in the database.
 * @param batch hundreds to a few thousand papers; of a repeated id the newest record counts.
 */
export async function storePapers(pool: pg.Pool, batch: Batch): Promise<Stored> {
  const papers = pickNewest(batch.papers);
  return inTransaction(pool, async (client) => {
    const there = await lockPapers(client, listIds(batch));
    const days = firstDays(batch.announcements);
    const fresh = papers.filter(({ id }) => !there.has(id));
    const added = await run(
      client,
      INSERT_NEW,
      fresh.map((paper) => toNewRow(paper, days)),
    );
    const overtaken = fresh.filter(({ id }) => !added.has(id)).map(({ id }) => id);
    const stored = new Map([...there, ...(await lockPapers(client, overtaken))]);
    await keepSuperseded(client, listSuperseded(papers, stored));
    const known = papers.map(toRow).filter((row) => !added.has(row.id));
    const revised = new Set([
      ...(await run(client, OVERWRITE, known)),
      ...(await run(client, FILL_GAPS, known)),
    ]);
    await writeVersionDates(client, batch.papers);
    await keepLate(client, listLate(batch.papers, papers, stored));
    await writeAnnouncements(client, batch.announcements, added);
    if (revised.size > 0) {
      await indexAmong(client, [...revised]);
      // Their words may have changed, so their topics are to be found anew.
      await client.query("DELETE FROM tagging WHERE paper_id = ANY($1)", [[...revised]]);
    }
    const unchanged = papers.length - added.size - revised.size;
    return { added: added.size, revised: revised.size, unchanged };
  });
}

/**
 * Papers known from a feed or listing only, newest first; the query API has the rest of their record.
 * `isRecent`: first seen within three days, so that arXiv's index may still be behind.
 */
export async function listIncomplete(
  pool: pg.Pool,
  limit: number,
): Promise<{ id: string; isRecent: boolean }[]> {
  const { rows } = await pool.query<{ id: string; isRecent: boolean }>(
    `SELECT id, first_seen_at > now() - interval '3 days' AS "isRecent"
       FROM paper WHERE NOT is_complete AND source IN ('rss', 'listing')
      ORDER BY id DESC LIMIT $1`,
    [limit],
  );
  return rows;
}

/**
 * Every writer takes its papers in the same order first, so that two never wait for each other.
 * @returns the versions of those that are stored already, by identifier.
 */
async function lockPapers(client: pg.PoolClient, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, number>();
  const { rows } = await client.query<{ id: string; version: number }>(
    "SELECT id, version FROM paper WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE",
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}

function listIds({ papers, announcements }: Batch): string[] {
  return [...papers.map(({ id }) => id), ...announcements.map(({ paperId }) => paperId)];
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

/** The stored papers of which there is a newer version now; `stored` has their versions. */
function listSuperseded(papers: readonly Paper[], stored: ReadonlyMap<string, number>): string[] {
  return papers
    .filter(
      ({ id, version, source }) => source !== "sample" && version > (stored.get(id) ?? version),
    )
    .map(({ id }) => id);
}

/** The records that are older than what is stored or than the best of their batch. */
function listLate(
  records: readonly Paper[],
  best: readonly Paper[],
  stored: ReadonlyMap<string, number>,
): Paper[] {
  const newest = new Map(
    best.map(({ id, version }) => [id, Math.max(version, stored.get(id) ?? version)]),
  );
  return records.filter(({ id, version }) => version < (newest.get(id) ?? version));
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

function toNewRow(paper: Paper, days: ReadonlyMap<string, Day>) {
  const announced_on = days.get(paper.id) ?? null;
  return { ...toRow(paper), announced_on, search: searchVector(paper) };
}

function toRow(paper: Paper) {
  return {
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
    is_withdrawn: paper.isWithdrawn,
  };
}

/** Sends `rows` as one parameter; returns the ids that the statement touched. */
async function run(client: pg.PoolClient, sql: string, rows: readonly object[]) {
  if (rows.length === 0) return new Set<string>();
  const result = await client.query<{ id: string }>(sql, [JSON.stringify(rows)]);
  return new Set(result.rows.map((row) => row.id));
}
