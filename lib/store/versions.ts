import type pg from "pg";
import type { Paper } from "@/lib/paper";

const TEXT = "title, abstract, authors, comment, categories, is_withdrawn, is_complete";

/**
 * Whether the text of a row is known to be of the version it names: a listing page names none, and
 * neither do records of the corpus shape, which have no submitter and count as the first.
 */
const isOfVersion = (row: string) => `(${row}.source IN ('rss', 'api', 'oai')
  OR ${row}.source = 'import' AND (${row}.version > 1 OR ${row}.submitter IS NOT NULL))`;

/** A text is kept as it was first seen. */
const KEEP = `
  ON CONFLICT (paper_id, number) DO UPDATE
     SET (${TEXT}, seen_at) = ROW(${prefix("excluded", TEXT)}, excluded.seen_at)
   WHERE paper_version.title IS NULL`;

const KEEP_SUPERSEDED = `
  INSERT INTO paper_version (paper_id, number, ${TEXT}, seen_at)
  SELECT id, version, ${TEXT}, changed_at FROM paper
   WHERE id = ANY($1) AND abstract <> '' AND ${isOfVersion("paper")} ORDER BY id ${KEEP}`;

// A sample says nothing of arXiv's versions, whatever number it has.
const KEEP_LATE = `
  INSERT INTO paper_version (paper_id, number, ${TEXT}, seen_at)
  SELECT DISTINCT ON (id, version) id, version, ${prefix("record", TEXT)}, now()
    FROM jsonb_to_recordset($1::jsonb) AS record(
         id text, version int, title text, abstract text, authors text[], comment text,
         categories text[], is_withdrawn boolean, is_complete boolean, source record_source,
         submitter text)
   WHERE abstract <> '' AND ${isOfVersion("record")}
     AND EXISTS (SELECT FROM paper WHERE paper.id = record.id AND paper.version > record.version
                                     AND paper.source <> 'sample')
   ORDER BY id, version, is_complete DESC ${KEEP}`;

/** Adds versions, and dates of versions that had none. */
const INSERT_DATES = `
  INSERT INTO paper_version (paper_id, number, submitted_at)
  SELECT paper_id, number, submitted_at
    FROM jsonb_to_recordset($1::jsonb) AS record(paper_id text, number int, submitted_at timestamptz)
  ON CONFLICT (paper_id, number) DO UPDATE SET submitted_at = excluded.submitted_at
   WHERE paper_version.submitted_at IS NULL AND excluded.submitted_at IS NOT NULL`;

/** Writes which versions these records speak of, inside the caller's transaction. */
export async function writeVersionDates(
  client: pg.PoolClient,
  papers: readonly Paper[],
): Promise<void> {
  const rows = new Map<string, { paper_id: string; number: number; submitted_at: Date | null }>();
  for (const { id, versions } of papers) {
    for (const { number, submittedAt } of versions) {
      const key = `${id}v${number}`;
      if (submittedAt || !rows.has(key)) {
        rows.set(key, { paper_id: id, number, submitted_at: submittedAt });
      }
    }
  }
  if (rows.size === 0) return;
  const sorted = [...rows.values()].sort((a, b) => (a.paper_id < b.paper_id ? -1 : 1));
  await client.query(INSERT_DATES, [JSON.stringify(sorted)]);
}

/**
 * Keeps what the stored records of these papers say, before newer versions take their place in the
 * caller's transaction, which has locked them.
 */
export async function keepSuperseded(client: pg.PoolClient, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await client.query(KEEP_SUPERSEDED, [ids]);
}

/** Keeps what records say of versions older than the stored ones, where nothing is kept of them. */
export async function keepLate(client: pg.PoolClient, papers: readonly Paper[]): Promise<void> {
  if (papers.length === 0) return;
  const rows = papers.map((paper) => ({
    id: paper.id,
    version: paper.version,
    title: paper.title,
    abstract: paper.abstract,
    authors: paper.authors,
    comment: paper.comment,
    categories: paper.categories,
    is_withdrawn: paper.isWithdrawn,
    is_complete: paper.isComplete,
    source: paper.source,
    submitter: paper.submitter,
  }));
  await client.query(KEEP_LATE, [JSON.stringify(rows)]);
}

function prefix(row: string, columns: string): string {
  return columns
    .split(", ")
    .map((name) => `${row}.${name}`)
    .join(", ");
}
