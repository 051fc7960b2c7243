/**
 * The statements that write papers. Each takes one parameter, a JSON array of rows, and returns
 * the ids of the papers that it touched.
 */

const RECORDS = `jsonb_to_recordset($1::jsonb) AS record(
  id text, version int, title text, abstract text, authors text[], categories text[],
  primary_category text, source record_source, comment text, journal_ref text, doi text,
  report_no text, license text, submitter text, is_complete boolean, is_withdrawn boolean,
  announced_on date, search tsvector)`;

const COLUMNS = `id, version, title, abstract, authors, categories, primary_category, source,
  comment, journal_ref, doi, report_no, license, submitter, is_complete, is_withdrawn,
  announced_on, search`;

/** Adds the papers that are not there yet. */
export const INSERT_NEW = `
  INSERT INTO paper (${COLUMNS}) SELECT ${COLUMNS} FROM ${RECORDS} ORDER BY id
  ON CONFLICT (id) DO NOTHING RETURNING id`;

// A complete record without a comment says that there is none; a feed entry does not know. Licence,
// submitter and report number are unknown to most sources, so nobody takes them away.
const AUTHORS =
  "CASE WHEN cardinality(record.authors) > 0 THEN record.authors ELSE paper.authors END";
const COMMENT = `
  CASE WHEN record.is_complete THEN record.comment ELSE coalesce(record.comment, paper.comment) END`;
const NEXT = `record.version, record.title, record.abstract, ${AUTHORS},
  record.categories, record.primary_category, record.source, record.is_complete,
  record.is_withdrawn, ${COMMENT},
  coalesce(record.journal_ref, paper.journal_ref), coalesce(record.doi, paper.doi),
  coalesce(record.report_no, paper.report_no), coalesce(record.license, paper.license),
  coalesce(record.submitter, paper.submitter)`;

const OVERWRITTEN = `version, title, abstract, authors, categories, primary_category, source,
  is_complete, is_withdrawn, comment, journal_ref, doi, report_no, license, submitter`;

// OAI-PMH is arXiv's own record; the query API serves a copy that may be behind or cut short.
const KNOWS_BETTER = `(record.source = 'oai'
  OR record.source = 'api' AND NOT (paper.source = 'oai' AND paper.is_complete)
  OR record.is_complete AND NOT paper.is_complete)`;

/** Most records that know better say the same in the same words, which are searched for already. */
const NEXT_SEARCH = `
  CASE WHEN ROW(paper.title, paper.abstract, paper.authors, paper.comment)
            IS NOT DISTINCT FROM ROW(record.title, record.abstract, ${AUTHORS}, ${COMMENT})
       THEN paper.search END`;

/**
 * Replaces the stored record where the new one knows better and says something else. Where its words
 * differ, the search vector is to be made anew, from what is then stored.
 */
export const OVERWRITE = `
  UPDATE paper SET (${OVERWRITTEN}, changed_at, search) = (SELECT ${NEXT}, now(), ${NEXT_SEARCH})
    FROM ${RECORDS}
   WHERE paper.id = record.id
     AND (record.version > paper.version
          OR paper.source = 'sample'
          OR record.version = paper.version AND ${KNOWS_BETTER})
     AND (record.source <> 'sample' OR paper.source = 'sample')
     AND ROW(${qualify(OVERWRITTEN)}) IS DISTINCT FROM ROW(${NEXT})
  RETURNING paper.id`;

const GAPS = "comment, journal_ref, doi, report_no, license, submitter";

// A comment brings its words along, and is where most sources say that a paper was withdrawn.
const WITH_COMMENT = `
  paper.is_withdrawn OR paper.comment IS NULL AND record.is_withdrawn,
  CASE WHEN paper.comment IS NULL AND record.comment IS NOT NULL THEN NULL ELSE paper.search END`;

/**
 * Adds what the stored record of the same version leaves open; overwrites nothing. Where that is a
 * comment, the search vector is to be made anew.
 */
export const FILL_GAPS = `
  UPDATE paper
     SET (${GAPS}, changed_at) = (SELECT ${coalesced(GAPS)}, now()),
         (is_withdrawn, search) = (SELECT ${WITH_COMMENT})
    FROM ${RECORDS}
   WHERE paper.id = record.id AND paper.version = record.version AND record.source <> 'sample'
     AND ROW(${qualify(GAPS)}) IS DISTINCT FROM ROW(${coalesced(GAPS)})
  RETURNING paper.id`;

function qualify(columns: string): string {
  return columns
    .split(",")
    .map((name) => `paper.${name.trim()}`)
    .join(", ");
}

function coalesced(columns: string): string {
  return columns
    .split(",")
    .map((name) => `coalesce(paper.${name.trim()}, record.${name.trim()})`)
    .join(", ");
}
